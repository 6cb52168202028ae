package dev.atelier.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.terminal.CommandFailure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreAccessTest {
    private static final URI ENDPOINT = URI.create("http://store:9000");

    @Test
    void anExistingStoreIsReachedAsTheEnvironmentSays() {
        StoreAccess access = new StoreAccess(Map.of(
                "ATELIER_STORE_ACCESS_KEY", "a", "ATELIER_STORE_SECRET_KEY", "s", "ATELIER_STORE_BUCKET", "shop"));

        assertThat(access.external(ENDPOINT))
                .isEqualTo(new StoreSettings("http://store:9000", "http://store:9000", "us-east-1", "a", "s", "shop"));
    }

    @Test
    void missingCredentialsAreNamed() {
        StoreAccess access = new StoreAccess(Map.of("ATELIER_STORE_ACCESS_KEY", "a"));

        assertThatThrownBy(() -> access.external(ENDPOINT))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--s3")
                .hasMessageContaining("ATELIER_STORE_SECRET_KEY");
    }
}
