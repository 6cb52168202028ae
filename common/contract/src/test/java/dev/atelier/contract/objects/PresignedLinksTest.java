package dev.atelier.contract.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.http.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedLinksTest {
    private static final String PICTURE = "images/default/b8880638-d734-86c7-84c9-3f1cb853e1ff/0.png";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern TIME = Pattern.compile("X-Amz-Date=([0-9TZ]+)");

    private final List<String> asked = new ArrayList<>();

    private PresignedLinks links(StoreSettings settings) {
        return new PresignedLinks(settings, key -> {
            asked.add(key);
            return clients(settings, key, HOUR);
        });
    }

    private static StoreSettings store(String endpoint, String region) {
        return new StoreSettings("http://127.0.0.1:1", endpoint, region, "access/key", "secret", "atelier");
    }

    private static String clients(StoreSettings settings, String key, Duration validity) throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(settings.publicEndpoint())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .build()) {
            return client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Method.GET)
                    .bucket(settings.bucket())
                    .object(key)
                    .expiry(Math.toIntExact(validity.toSeconds()))
                    .build());
        }
    }

    /** The client takes the time of the machine, and says so in its link. */
    private static Instant madeAt(String link) {
        Matcher time = TIME.matcher(link);
        assertThat(time.find()).isTrue();
        return LocalDateTime.parse(time.group(1), DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
    }

    private void assertAsTheClientMakesIt(StoreSettings settings, String key, Duration validity) throws Exception {
        String expected = clients(settings, key, validity);
        assertThat(links(settings).link(key, validity, madeAt(expected))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:19776, us-east-1",
        "https://pictures.shop.example, eu-central-1",
        "https://pictures.shop.example:8443, us-east-1",
        "https://s3.eu-west-1.amazonaws.com, eu-west-1"
    })
    void aLinkIsWhatTheClientMakesOfItWhereverTheStoreIs(String endpoint, String region) throws Exception {
        assertAsTheClientMakesIt(store(endpoint, region), PICTURE, HOUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "with space+plus=&?#%.png",
                "(brackets)!*'~,;:@$.png",
                "größe/зима.png",
                "batches/default/1/shard-00000.tar"
            })
    void aLinkIsWhatTheClientMakesOfItWhateverTheKey(String key) throws Exception {
        assertAsTheClientMakesIt(store("http://127.0.0.1:19776", "us-east-1"), key, Duration.ofDays(7));
    }

    @Test
    void theClientIsAskedOnceADay() throws Exception {
        PresignedLinks links = links(store("http://127.0.0.1:19776", "us-east-1"));
        Instant evening = Instant.parse("2026-03-01T23:59:59.9Z");

        URI last = links.link(PICTURE, HOUR, evening);
        links.link("another.png", HOUR, evening);
        assertThat(asked).hasSize(1);

        URI first = links.link(PICTURE, HOUR, evening.plusSeconds(1));
        assertThat(asked).hasSize(2);
        assertThat(last.getQuery()).contains("/20260301/us-east-1/", "X-Amz-Date=20260301T235959Z");
        assertThat(first.getQuery()).contains("/20260302/us-east-1/", "X-Amz-Date=20260302T000000Z");
    }

    @Test
    void aLinkNeedsAKeyAndATimeThatTheStoreAllows() {
        PresignedLinks links = links(store("http://127.0.0.1:19776", "us-east-1"));
        Instant now = Instant.EPOCH;

        assertThatThrownBy(() -> links.link("", HOUR, now)).hasMessageContaining("key");
        assertThatThrownBy(() -> links.link(PICTURE, Duration.ofMillis(999), now))
                .hasMessageContaining("1 s to 7 days");
        assertThatThrownBy(() -> links.link(PICTURE, Duration.ofDays(7).plusSeconds(1), now))
                .hasMessageContaining("1 s to 7 days");
    }
}
