package dev.atelier.trainer.retraining.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.Topics;
import dev.atelier.trainer.registry.BagVersions;
import dev.atelier.trainer.registry.ModelLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionIT {
    private static EmbeddedServers servers = EmbeddedServers.shared();

    @TempDir
    Path folder;

    private final String model = "bags-" + UUID.randomUUID();
    private final ModelLog log = new ModelLog(servers.kafka());
    private final Promotion promotion = new Promotion(log);

    @BeforeEach
    void publish() throws IOException {
        Topics.create(servers.kafka());
        for (String version : List.of("1", "2", "3")) {
            log.append(List.of(
                    new VersionPublished(ModelChange.VERSION, model, Instant.now(), manifest(version), "test")));
        }
        move("1", 0);
    }

    private void move(String version, long replaces) {
        log.append(List.of(new AliasMoved(
                ModelChange.VERSION, model, Instant.now(), Alias.CHAMPION, version, replaces, "anna", "by hand")));
    }

    private Manifest manifest(String version) throws IOException {
        return BagVersions.write(folder.resolve(version), model, version, version.getBytes(), Optional.empty())
                .manifest();
    }

    private static Verdict passed(long revision) {
        return new Verdict(true, "better", List.of(), Optional.of("1"), Optional.of(revision), Optional.empty());
    }

    private Model model() {
        return log.catalogue().model(model).orElseThrow();
    }

    @Test
    void ofTwoThatPromoteAtOnceOneWinsAndTheOtherSaysThatTheChampionChanged() {
        var one = CompletableFuture.supplyAsync(() -> promotion.promote("r2", model, "2", passed(1)));
        var other = CompletableFuture.supplyAsync(() -> promotion.promote("r3", model, "3", passed(1)));

        Promotion.Result two = one.join();
        Promotion.Result three = other.join();

        assertThat(two.promoted()).isNotEqualTo(three.promoted());
        assertThat(model().champion().orElseThrow().version()).isEqualTo(two.promoted() ? "2" : "3");
        assertThat(model().aliases().get(Alias.PREVIOUS).version()).isEqualTo("1");
        assertThat((two.promoted() ? three : two).reason())
                .contains("the champion changed meanwhile: it was 1 (revision 1)");
    }

    @Test
    void whatIsPromotedAgainAfterItsTrainerDiedStaysAsItIsEvenIfAPersonWentBackSince() {
        assertThat(promotion.promote("r2", model, "2", passed(1)).promoted()).isTrue();
        move("1", 2);

        assertThat(promotion.promote("r2", model, "2", passed(1)).promoted()).isTrue();

        assertThat(model().champion().orElseThrow().version()).isEqualTo("1");
    }
}
