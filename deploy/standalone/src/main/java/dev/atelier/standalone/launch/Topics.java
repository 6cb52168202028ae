package dev.atelier.standalone.launch;

import dev.atelier.contract.messages.Topic;
import dev.atelier.standalone.terminal.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there yet. */
final class Topics {
    private static final String PREFIX = "KAFKA_";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Topics() {}

    /**
     * @param environment of which {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_JAAS_CONFIG} and the like are used,
     *     under the names by which the services read them too
     */
    static void create(List<Topic> topics, String bootstrapServers, Map<String, String> environment) {
        Properties settings = settings(bootstrapServers, environment);
        try (Admin admin = Admin.create(settings)) {
            CreateTopicsResult results =
                    admin.createTopics(topics.stream().map(Topics::newTopic).toList());
            for (KafkaFuture<Void> result : results.values().values()) {
                waitFor(result, bootstrapServers);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while making the topics", e);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        // The replication is the broker's own default.
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.settings());
    }

    private static void waitFor(KafkaFuture<Void> result, String bootstrapServers) throws InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new CommandFailure(
                        "cannot make the topics on the broker " + bootstrapServers + ": "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }

    private static Properties settings(String bootstrapServers, Map<String, String> environment) {
        Properties settings = new Properties();
        environment.forEach((name, value) -> {
            String key = name.startsWith(PREFIX)
                    ? name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.')
                    : "";
            if (AdminClientConfig.configNames().contains(key)) {
                settings.setProperty(key, value);
            }
        });
        settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        return settings;
    }
}
