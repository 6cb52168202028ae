package dev.atelier.gateway.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far groups of consumers are behind, and who is in them. */
@ApplicationScoped
public class ConsumerGroups {
    private final Admin admin;
    private final BrokerWatch broker;

    ConsumerGroups(Admin admin, BrokerWatch broker) {
        this.admin = admin;
        this.broker = broker;
    }

    /**
     * A member of a group.
     *
     * @param id its own name where it has one, else the one that the broker gave it
     * @param partitions that it reads
     */
    public record Member(String id, String host, int partitions) {}

    /**
     * Those in each group; none where nobody ever was.
     *
     * @throws LogUnavailableException where the broker does not answer in time
     */
    public Map<String, List<Member>> members(List<String> groups) {
        broker.requireReachable();
        var members = new HashMap<String, List<Member>>();
        admin.describeConsumerGroups(groups)
                .describedGroups()
                .forEach((group, described) -> members.put(group, members(described)));
        return members;
    }

    private static List<Member> members(KafkaFuture<ConsumerGroupDescription> described) {
        try {
            return answer(described).members().stream()
                    .map(ConsumerGroups::member)
                    .toList();
        } catch (GroupIdNotFoundException nobodyYet) {
            return List.of();
        }
    }

    private static Member member(MemberDescription member) {
        return new Member(
                member.groupInstanceId().orElse(member.consumerId()),
                member.host().replaceFirst("^/", ""),
                member.assignment().topicPartitions().size());
    }

    /**
     * Messages of a topic that the group has not finished, those under way included.
     *
     * @throws LogUnavailableException where the broker does not answer in time
     */
    public long lag(String group, String topic) {
        broker.requireReachable();
        List<TopicPartition> partitions =
                answer(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions().stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        Map<TopicPartition, OffsetAndMetadata> done =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .mapToLong(end -> {
                    long begin = first.get(end.getKey());
                    OffsetAndMetadata committed = done.get(end.getKey());
                    // What was deleted before it was read waits no more.
                    return end.getValue() - (committed == null ? begin : Math.max(begin, committed.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, p -> which)))
                        .all());
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, info -> info.getValue()
                .offset()));
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException nobody) {
                throw nobody;
            }
            throw new LogUnavailableException(
                    "the broker did not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("the wait for the broker was cut short", e);
        }
    }
}
