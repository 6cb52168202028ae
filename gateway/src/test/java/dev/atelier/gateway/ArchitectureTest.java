package dev.atelier.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.atelier.gateway");

    @Test
    void onlyTheContractIsSharedWithOtherServices() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.atelier.generator..", "dev.atelier.workers..", "dev.atelier.trainer..")
                .because("services meet in the log and the store, and each can be replaced alone")
                .check(CLASSES);
    }

    @Test
    void theFoldKnowsNeitherKafkaNorHttpNorTheFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.atelier.gateway.jobs",
                        "dev.atelier.gateway.batches",
                        "dev.atelier.gateway.runs",
                        "dev.atelier.gateway.catalogue",
                        "dev.atelier.gateway.index",
                        "dev.atelier.gateway.queries",
                        "dev.atelier.gateway.watching")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "jakarta..", "io.quarkus..", "io.vertx..", "io.smallrye..")
                .because("a fold is a function of the log, and is tested as one")
                .check(CLASSES);
    }

    @Test
    void onlyTheLogPackageKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.atelier.gateway.log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .because("what a fault of the broker means for a client is decided in one place")
                .check(CLASSES);
    }

    @Test
    void classesWereFound() {
        assertThat(CLASSES.size()).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.nd4j.linalg.factory.Nd4j",
                "org.deeplearning4j.nn.graph.ComputationGraph",
                "org.bytedeco.javacpp.Loader"
            })
    void noNetworkLibraryIsOnTheClassPath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
