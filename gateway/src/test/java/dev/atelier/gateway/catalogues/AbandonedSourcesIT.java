package dev.atelier.gateway.catalogues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lies in a real store, beside what a real log says. */
class AbandonedSourcesIT {
    private final Installation installation = Installation.shared();
    private final Instant now = Instant.now();
    private Optional<Instant> logBegins = Optional.of(now.minus(Duration.ofDays(1)));
    private final AbandonedSources abandoned = new AbandonedSources(
            installation.store(),
            () -> new AbandonedSources.Requested(
                    installation.log().read(Topic.GENERATION_CATALOGUES).stream()
                            .map(request -> new String(request.key(), StandardCharsets.UTF_8))
                            .collect(Collectors.toSet()),
                    logBegins));

    /** As a gateway leaves it that is killed before it writes the request. */
    private String withoutRequest() {
        return put(JobIds.random(), "sources/a.csv");
    }

    private String put(String batch, String file) {
        String key = ObjectKeys.batchFile("default", batch, file);
        installation.store().put(key, new byte[] {'a'}, "text/csv", Map.of());
        return key;
    }

    private boolean isThere(String key) {
        return installation.store().stat(key).isPresent();
    }

    @Test
    void aSourceThatBecameNoBatchIsRemovedAfterADay() {
        String batch = JobIds.random();
        String key = put(batch, "sources/a.csv");
        String shard = put(batch, "shard-00000.tar");

        abandoned.remove(now.plus(Duration.ofHours(23)));
        assertThat(isThere(key)).isTrue();

        abandoned.remove(now.plus(Duration.ofHours(25)));
        assertThat(isThere(key)).isFalse();
        assertThat(isThere(shard)).isTrue();
    }

    @Test
    void aSourceOfABatchStaysHoweverLongThatWaits() {
        Api api = Installation.sharedGateway().api();
        String id = Api.json(api.send(api.request("/v1/catalogues?model=outfits")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("category\nShirts\n"))
                        .build()))
                .get("id")
                .textValue();
        String folder = ObjectKeys.batchFile("default", id, ObjectKeys.SOURCES);
        assertThat(installation.store().list(folder)).hasSize(1);

        abandoned.remove(now.plus(Duration.ofDays(2)));

        assertThat(installation.store().list(folder)).hasSize(1);
    }

    @Test
    void whatIsOlderThanTheLogStays() {
        String key = withoutRequest();
        logBegins = Optional.of(now.plus(Duration.ofDays(1)));

        abandoned.remove(now.plus(Duration.ofDays(5)));

        assertThat(isThere(key)).isTrue();
    }

    @Test
    void nothingIsRemovedByALogWithoutRequests() {
        String key = withoutRequest();
        logBegins = Optional.empty();

        abandoned.remove(now.plus(Duration.ofDays(5)));

        assertThat(isThere(key)).isTrue();
    }
}
