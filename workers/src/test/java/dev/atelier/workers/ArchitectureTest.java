package dev.atelier.workers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses WORKERS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.atelier.workers");

    @Test
    void workersKnowOnlyWhatIsCommon() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.atelier.gateway..",
                        "dev.atelier.trainer..",
                        "dev.atelier.standalone..",
                        "dev.atelier.infrastructure..")
                .because("services meet in the broker and the store alone, so that each can be replaced")
                .check(WORKERS);
    }

    @Test
    void onlyTheEndsOfThePipelineKnowTheBroker() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..jobs",
                        "..models",
                        "..batching",
                        "..generation",
                        "..encoding",
                        "..storing",
                        "..stages",
                        "..shards")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.smallrye..", "org.eclipse.microprofile..")
                .because("a request may come by other ways too, such as the shards of a catalogue")
                .check(WORKERS);
    }

    @Test
    void onlyTheGeneratorsThreadTouchesTheNumerics() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..generation", "..models", "..health", "..embedding")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.atelier.generator..", "org.nd4j..")
                .because("two computations side by side on the same cores are slower than one after the other")
                .check(WORKERS);
    }

    @Test
    void stagesDependOnEachOtherInOneDirection() {
        slices().matching("dev.atelier.workers.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a request passes the stages in one direction, and so should a reader")
                .check(WORKERS);
    }
}
