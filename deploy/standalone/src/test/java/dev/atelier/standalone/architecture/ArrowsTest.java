package dev.atelier.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class ArrowsTest {
    private static final String OURS = "dev.atelier..";
    private static final String CONTRACT = "dev.atelier.contract..";
    private static final String GENERATOR = "dev.atelier.generator..";
    private static final String[] NUMERICS = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};
    private static final String[] SERVERS = {
        "org.apache.kafka..",
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta.ws.rs..",
        "java.net.http..",
        "okhttp3..",
        "io.minio.."
    };

    @ParameterizedTest
    @CsvSource({"gateway, dev.atelier.gateway..", "workers, dev.atelier.workers..", "trainer, dev.atelier.trainer.."})
    void aServiceKnowsOnlyWhatIsCommon(String module, String own) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(own, CONTRACT, GENERATOR))))
                .because("services meet on the log and in the store alone, so that each can be replaced, scaled and "
                        + "killed without the others")
                .check(Modules.of(module));
    }

    @Test
    void theContractKnowsNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(CONTRACT))))
                .because("everybody depends on the contract, so whatever it knew everybody would have to know")
                .check(Modules.of("common/contract"));
    }

    @Test
    void theGeneratorKnowsTheContractAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(CONTRACT, GENERATOR))))
                .because("workers, trainer and command line run the same generator, which therefore knows none of them")
                .check(Modules.of("common/generator"));
    }

    @Test
    void theInfrastructureKnowsNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage("dev.atelier.infrastructure.."))))
                .because("broker and store stand in for servers of others, which know nothing of Atelier either")
                .check(Modules.of("deploy/infrastructure"));
    }

    @Test
    void theLauncherKnowsTheServicesByTheirPackagedJarsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.atelier.gateway..", "dev.atelier.workers..", "dev.atelier.trainer.."))
                .because("what it starts must be what is deployed, a process of its own")
                .check(Modules.of("deploy/standalone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "common/contract"})
    void noNumericsWhereNothingIsComputed(String module) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(NUMERICS))
                .because("the gateway must start fast and stay small; hundreds of megabytes of native libraries would "
                        + "come with the first of these classes")
                .check(Modules.of(module));
    }

    @Test
    void theGeneratorKnowsNoBrokerNoStoreAndNoHttp() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVERS))
                .because(
                        "a picture is a function of model, attributes, seed and index; nothing that travels may get in")
                .check(Modules.of("common/generator"));
    }

    @Test
    void theMathematicsOfTrainingKnowsNoBrokerNoStoreAndNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.atelier.trainer.networks..",
                        "dev.atelier.trainer.losses..",
                        "dev.atelier.trainer.optimisation..",
                        "dev.atelier.trainer.training..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVERS))
                .because("a training run must be repeatable from data and recipe, on a machine without any server")
                // Packages come one after another; a rule about one that is not there yet holds.
                .allowEmptyShould(true)
                .check(Modules.of("trainer"));
    }

    @ParameterizedTest
    @CsvSource({
        "common/contract, dev.atelier.contract",
        "common/generator, dev.atelier.generator",
        "gateway, dev.atelier.gateway",
        "workers, dev.atelier.workers",
        "trainer, dev.atelier.trainer",
        "deploy/standalone, dev.atelier.standalone"
    })
    void packagesFormNoCycles(String module, String root) {
        JavaClasses classes = Modules.of(module);
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that know each other in a circle can only be understood, tested and moved together")
                .allowEmptyShould(true)
                .check(classes);
    }
}
