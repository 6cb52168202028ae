package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.testing.EmbeddedServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --kafka} and {@code --s3}: servers that were there before. */
class ExternalServersST {
    private static final String BUCKET = "shop-pictures";
    /** Two pictures of each of ten classes, by each of the two shipped models. */
    /** Two of each row: ten classes of each Fashion-MNIST model, nine types in colours, 7 categories and 72 identifiers twice. */
    private static final int PICTURES = 2 * (10 + 10 + 9 + 2 * (7 + 72));

    @TempDir
    private Path folder;

    private final EmbeddedServers servers = EmbeddedServers.shared();

    private Command.Result demo(Map<String, String> environment) throws Exception {
        return new Command(folder, environment)
                .run(
                        "demo",
                        "--data",
                        "data",
                        "--kafka",
                        servers.kafka(),
                        "--s3",
                        servers.s3().toString(),
                        "--count",
                        "2");
    }

    @Test
    void theSystemUsesThemWithTheCredentialsOfTheEnvironment() throws Exception {
        Command.Result demo = demo(Map.of(
                "ATELIER_STORE_ACCESS_KEY", servers.accessKey(),
                "ATELIER_STORE_SECRET_KEY", servers.secretKey(),
                "ATELIER_STORE_BUCKET", BUCKET));

        assertThat(demo.exitCode()).as(demo.all()).isZero();
        assertThat(folder.resolve("data/kafka")).doesNotExist();
        assertThat(folder.resolve("data/s3")).doesNotExist();
        String endpoint = servers.s3().toString();
        try (ObjectStore store = new MinioObjectStore(
                new StoreSettings(endpoint, endpoint, "us-east-1", servers.accessKey(), servers.secretKey(), BUCKET))) {
            assertThat(store.list("images/")).hasSize(PICTURES);
        }
    }

    @Test
    void withoutCredentialsNothingIsStarted() throws Exception {
        Command.Result demo = demo(Map.of());

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.err()).contains("ATELIER_STORE_ACCESS_KEY").contains("ATELIER_STORE_SECRET_KEY");
    }

    @Test
    void wrongCredentialsAreAnErrorAtTheStart() throws Exception {
        Command.Result demo =
                demo(Map.of("ATELIER_STORE_ACCESS_KEY", "somebody", "ATELIER_STORE_SECRET_KEY", "something"));

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.err()).contains("the store cannot be used").doesNotContain("\tat ");
    }
}
