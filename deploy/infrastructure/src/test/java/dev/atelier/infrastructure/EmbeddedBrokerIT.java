package dev.atelier.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.testing.EmbeddedServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    private Path folder;

    @Test
    void deliversWhatWasSent() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            KafkaClient client = new KafkaClient(broker.bootstrapServers());
            client.createTopic("shirts");
            client.send("shirts", List.of("navy", "striped"));

            assertThat(client.receive("shirts", 2)).containsExactly("navy", "striped");
        }
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        int port;
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            port = portOf(broker);
            KafkaClient client = new KafkaClient(broker.bootstrapServers());
            client.createTopic("shirts");
            client.send("shirts", List.of("navy"));
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, port)) {
            broker.start();
            KafkaClient client = new KafkaClient(broker.bootstrapServers());
            client.send("shirts", List.of("striped"));

            assertThat(client.receive("shirts", 2)).containsExactly("navy", "striped");
        }
    }

    @Test
    void losesNothingWhenItsProcessIsKilled() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.startSeparately()) {
            KafkaClient client = new KafkaClient(servers.kafka());
            client.createTopic("shirts");
            client.send("shirts", List.of("navy", "striped"));
            assertThat(client.receive("shirts", 2)).hasSize(2);

            servers.killBroker();
            servers.restartBroker();

            assertThat(servers.kafka()).isEqualTo(client.bootstrapServers());
            client.send("shirts", List.of("long sleeve"));
            assertThat(client.receive("shirts", 3)).containsExactly("navy", "striped", "long sleeve");
        }
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new EmbeddedBroker(folder, other.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " ")
                    .hasMessageContaining("Kafka broker");
        }
    }

    @Test
    void namesThePortThatIsTakenBetweenItsChoiceAndTheStart() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0);
                ServerSocket other = new ServerSocket(portOf(broker), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " ");
        }
    }

    @Test
    void refusesAFolderThatAnotherBrokerUses() {
        try (EmbeddedBroker first = new EmbeddedBroker(folder, 0);
                EmbeddedBroker second = new EmbeddedBroker(folder, 0)) {
            first.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder + " is in use by another Kafka broker");
        }
    }

    private static int portOf(EmbeddedBroker broker) {
        String address = broker.bootstrapServers();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
