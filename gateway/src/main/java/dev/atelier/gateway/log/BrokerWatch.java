package dev.atelier.gateway.log;

import dev.atelier.gateway.timers.Timers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jboss.logging.Logger;

/**
 * Whether the broker answers and how many workers live, asked every two seconds: a consumer does not say that its
 * broker is away, it only gets nothing. A live worker is a member of the workers' consumer group.
 */
@ApplicationScoped
public class BrokerWatch {
    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
    private static final String WORKERS = "atelier-workers";
    private static final int INTERVAL_SECONDS = 2;
    private static final int TIMEOUT_MILLIS = 2000;
    /** One slow answer of a busy broker must not turn requests away; a write is bounded in time by itself. */
    private static final int MISSES_UNTIL_UNREACHABLE = 2;

    private final Admin admin;
    private final ScheduledExecutorService timer = Timers.named("broker-watch");
    private volatile boolean reachable;
    private volatile int workers;
    private int misses;

    BrokerWatch(Admin admin) {
        this.admin = admin;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::look, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look() {
        try {
            boolean before = reachable;
            misses = brokerAnswers() ? 0 : misses + 1;
            reachable = misses == 0 || (before && misses < MISSES_UNTIL_UNREACHABLE);
            if (before != reachable) {
                LOG.infof("The broker %s", reachable ? "answers" : "does not answer");
            }
            if (misses == 0) {
                workers = countWorkers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.warnf(e, "Looking at the broker failed");
        }
    }

    private boolean brokerAnswers() throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
                    .nodes()
                    .get();
            return true;
        } catch (ExecutionException e) {
            LOG.debugf("The broker does not answer: %s", e.getCause().getMessage());
            return false;
        }
    }

    private int countWorkers() throws InterruptedException {
        try {
            Map<String, ConsumerGroupDescription> groups = admin.describeConsumerGroups(
                            List.of(WORKERS), new DescribeConsumerGroupsOptions().timeoutMs(TIMEOUT_MILLIS))
                    .all()
                    .get();
            return groups.get(WORKERS).members().size();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                LOG.debugf(
                        "The workers' group cannot be described: %s",
                        e.getCause().getMessage());
            }
            return 0;
        }
    }

    /** Whether the broker answered lately. */
    public boolean reachable() {
        return reachable;
    }

    /** Refuses at once what would wait in vain; throws {@link LogUnavailableException} while the broker does not answer. */
    void requireReachable() {
        if (!reachable) {
            throw new LogUnavailableException("the broker does not answer");
        }
    }

    /** Members of the workers' group when last seen. */
    public int workers() {
        return workers;
    }
}
