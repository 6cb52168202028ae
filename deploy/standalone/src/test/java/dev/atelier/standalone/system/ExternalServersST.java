package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.testing.EmbeddedServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --kafka} and {@code --s3}: servers that were there before. */
class ExternalServersST {
    private static final String BUCKET = "shop-pictures";

    @TempDir
    private Path folder;

    private final EmbeddedServers servers = EmbeddedServers.shared();

    private String[] options() {
        return new String[] {"--kafka", servers.kafka(), "--s3", servers.s3().toString()};
    }

    /** Which cannot be. */
    private Command.Result up(Map<String, String> environment) throws Exception {
        return new Command(folder, environment)
                .run(Stream.concat(Stream.of("up", "--data", "data"), Stream.of(options()))
                        .toArray(String[]::new));
    }

    @Test
    void theSystemUsesThemWithTheCredentialsOfTheEnvironment() throws Exception {
        Path data = folder.resolve("data");
        var atelier = new Command(
                folder,
                Map.of(
                        "ATELIER_STORE_ACCESS_KEY", servers.accessKey(),
                        "ATELIER_STORE_SECRET_KEY", servers.secretKey(),
                        "ATELIER_STORE_BUCKET", BUCKET));
        try (RunningAtelier running = RunningAtelier.start(atelier, data, options())) {
            Command.Result generate = atelier.run(
                    "generate",
                    "--data",
                    data.toString(),
                    "--model",
                    "fashion-mnist-cgan",
                    "--attribute",
                    "category=Dress",
                    "--count",
                    "3",
                    "--out",
                    "pictures");
            assertThat(generate.exitCode()).as(generate.all()).isZero();
            assertThat(running.state().path("kafka").textValue()).isEqualTo(servers.kafka());
        }

        assertThat(folder.resolve("pictures")).isDirectoryContaining("glob:**.png");
        assertThat(data.resolve("kafka")).doesNotExist();
        assertThat(data.resolve("s3")).doesNotExist();
        String endpoint = servers.s3().toString();
        try (ObjectStore store = new MinioObjectStore(
                new StoreSettings(endpoint, endpoint, "us-east-1", servers.accessKey(), servers.secretKey(), BUCKET))) {
            assertThat(store.list("images/")).hasSize(3);
        }
    }

    @Test
    void withoutCredentialsNothingIsStarted() throws Exception {
        Command.Result up = up(Map.of());

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("ATELIER_STORE_ACCESS_KEY").contains("ATELIER_STORE_SECRET_KEY");
    }

    @Test
    void wrongCredentialsAreAnErrorAtTheStart() throws Exception {
        Command.Result up = up(Map.of("ATELIER_STORE_ACCESS_KEY", "somebody", "ATELIER_STORE_SECRET_KEY", "something"));

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("the store cannot be used").doesNotContain("\tat ");
    }
}
