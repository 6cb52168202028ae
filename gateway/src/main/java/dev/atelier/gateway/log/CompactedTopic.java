package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic that keeps the newest record of each key.
 *
 * @param id one that is made anew under the same name has another
 * @param removalsKept how long it tells at least that a key is gone
 */
record CompactedTopic(String id, Duration removalsKept) {
    /**
     * Asks the broker.
     *
     * @return empty where there is no such topic
     * @throws KafkaException where the broker does not answer
     */
    static Optional<CompactedTopic> look(Admin admin, String name) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            TopicDescription topic =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            String kept = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(TopicConfig.DELETE_RETENTION_MS_CONFIG)
                    .value();
            return Optional.of(new CompactedTopic(topic.topicId().toString(), Duration.ofMillis(Long.parseLong(kept))));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException(
                    "topic " + name + " cannot be looked up: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
