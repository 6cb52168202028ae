package dev.atelier.workers.health;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.Metric;

/** Whether the client that reads requests is connected to the broker. */
@ApplicationScoped
public class BrokerConnection {
    private final KafkaClientService clients;

    public BrokerConnection(KafkaClientService clients) {
        this.clients = clients;
    }

    public boolean isUp() {
        return clients.getConsumer("requests").unwrap().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .map(Metric::metricValue)
                .anyMatch(count -> count instanceof Double number && number >= 1);
    }
}
