package dev.atelier.standalone.bench;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.standalone.client.JobView;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads all events from the log itself and counts, for each job, its ends and the reports of each picture. */
final class LogCheck {
    private final Map<String, Integer> ends = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> images = new HashMap<>();

    private LogCheck() {}

    /** @param kafka bootstrap servers */
    static LogCheck read(String kafka) {
        LogCheck check = new LogCheck();
        WholeTopic.read(kafka, Topic.GENERATION_EVENTS, message -> check.add(MessageCodec.readEvent(message.value())));
        return check;
    }

    private void add(GenerationEvent event) {
        if (event instanceof ImageStored stored) {
            images.computeIfAbsent(stored.job(), job -> new HashMap<>()).merge(stored.index(), 1, Integer::sum);
        } else if (event.isEnd()) {
            ends.merge(event.job(), 1, Integer::sum);
        }
    }

    /** Pictures asked for that were never reported, and all pictures of jobs without an end. */
    int lost(Collection<JobView> jobs) {
        return jobs.stream().mapToInt(this::lost).sum();
    }

    private int lost(JobView job) {
        boolean ended = ends.containsKey(job.id());
        int reported = images.getOrDefault(job.id(), Map.of()).size();
        return ended ? job.count() - Math.min(job.count(), reported) : job.count();
    }

    /** Reports of pictures beyond the first, and ends beyond the first. */
    int doubled(Collection<JobView> jobs) {
        return jobs.stream().mapToInt(this::doubled).sum();
    }

    private int doubled(JobView job) {
        int reports = images.getOrDefault(job.id(), Map.of()).values().stream()
                .mapToInt(times -> times - 1)
                .sum();
        return reports + Math.max(0, ends.getOrDefault(job.id(), 0) - 1);
    }
}
