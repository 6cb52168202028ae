package dev.atelier.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPortTest {
    @TempDir
    private Path folder;

    @Test
    void aGivenPortThatIsTakenIsAnErrorThatNamesPortAndOption() throws IOException {
        Ports ports = Ports.of(new DataFolder(folder));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> GatewayPort.choose(Optional.of(taken.getLocalPort()), ports))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void withoutAGivenPortAFreeOneIsFound() throws IOException {
        int port = GatewayPort.choose(Optional.empty(), Ports.of(new DataFolder(folder)));

        assertThat(Ports.isFree(port)).isTrue();
    }
}
