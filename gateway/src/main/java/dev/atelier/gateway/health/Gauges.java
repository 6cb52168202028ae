package dev.atelier.gateway.health;

import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.Following;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The gauges of /q/metrics. */
@Singleton
class Gauges {
    void register(
            @Observes StartupEvent start, MeterRegistry meters, JobView jobs, Following following, BrokerWatch broker) {
        meters.gauge("atelier.jobs.open", jobs, JobView::openJobs);
        meters.gauge("atelier.images.open", jobs, JobView::openImages);
        meters.gauge("atelier.jobs.kept", jobs, JobView::size);
        meters.gauge("atelier.events.early", jobs, JobView::earlyEvents);
        meters.gauge("atelier.log.lag", following, Following::lag);
        meters.gauge("atelier.workers.live", broker, BrokerWatch::workers);
    }
}
