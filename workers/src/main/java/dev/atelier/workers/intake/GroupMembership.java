package dev.atelier.workers.intake;

import dev.atelier.workers.configuration.WorkerConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** Makes this worker a static member of its group where it has an instance id. */
@ApplicationScoped
public class GroupMembership implements ClientCustomizer<Map<String, Object>> {
    private final WorkerConfig config;

    public GroupMembership(WorkerConfig config) {
        this.config = config;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        config.worker().instanceId().ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        return settings;
    }
}
