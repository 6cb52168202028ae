package dev.atelier.contract.testing;

import dev.atelier.contract.messages.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the project's topics on a broker, as the launcher does. The module that uses it brings Kafka's client. */
public final class Topics {
    private Topics() {}

    /** Makes those of {@link Topic#ALL} that the broker at {@code host:port} does not have. */
    public static void create(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = Topic.ALL.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics can't be made on " + kafka, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making topics", e);
        }
    }
}
