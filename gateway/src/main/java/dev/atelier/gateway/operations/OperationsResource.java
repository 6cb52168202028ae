package dev.atelier.gateway.operations;

import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.deadletters.DeadLetters;
import dev.atelier.gateway.health.StoreWatch;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.ConsumerGroups;
import dev.atelier.gateway.log.ConsumerGroups.Member;
import dev.atelier.gateway.log.Recent;
import dev.atelier.gateway.operations.OperationsBody.JobsBody;
import dev.atelier.gateway.operations.OperationsBody.Lane;
import dev.atelier.gateway.operations.OperationsBody.RunningBody;
import dev.atelier.gateway.operations.OperationsBody.StoreBody;
import dev.atelier.gateway.problems.HttpResource;
import dev.atelier.gateway.runs.RunView;
import dev.atelier.gateway.trainings.States;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the installation stands. */
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OperationsResource implements HttpResource {
    private static final int MOST_LISTED = 100;
    private static final String INTERACTIVE = "atelier-workers";
    private static final String BULK = "atelier-workers-bulk";
    private static final String PRODUCTS = "atelier-product-embedders";
    private static final String SEARCHES = "atelier-search-embedders";
    /** Unless a trainer's configuration names another. */
    private static final String TRAINERS = "atelier-trainers";

    private final ConsumerGroups groups;
    private final DeadLetters letters;
    private final JobView jobs;
    private final RunView runs;
    private final StoreWatch store;
    private final Recent<OperationsBody> recent = new Recent<>(this::look);

    OperationsResource(ConsumerGroups groups, DeadLetters letters, JobView jobs, RunView runs, StoreWatch store) {
        this.groups = groups;
        this.letters = letters;
        this.jobs = jobs;
        this.runs = runs;
        this.store = store;
    }

    @GET
    @Blocking
    @Operation(
            summary = "What waits, who works, what is degraded; of all tenants, at most a second old",
            description = "Lists have at most 100 entries.")
    @APIResponse(
            responseCode = "200",
            description = "how the installation stands",
            content = @Content(schema = @Schema(implementation = OperationsBody.class)))
    @APIResponse(responseCode = "503", description = "the broker does not answer; see Retry-After")
    public OperationsBody operations() {
        return recent.get();
    }

    private OperationsBody look() {
        Map<String, List<Member>> members = groups.members(List.of(INTERACTIVE, BULK, SEARCHES, PRODUCTS, TRAINERS));
        return new OperationsBody(
                List.of(
                        lane("interactive", Topic.GENERATION_INTERACTIVE, INTERACTIVE, members),
                        lane("bulk", Topic.GENERATION_BULK, BULK, members),
                        lane("searches", Topic.SEARCH_PICTURES, SEARCHES, members),
                        lane("products", Topic.CATALOGUE_PRODUCTS, PRODUCTS, members),
                        lane("updates of data sets", Topic.DATASET_UPDATES, TRAINERS, members)),
                members.get(INTERACTIVE).stream().limit(MOST_LISTED).toList(),
                members.get(TRAINERS).stream().limit(MOST_LISTED).toList(),
                trainings(),
                new JobsBody(jobs.openJobs(), jobs.openImages()),
                new StoreBody(store.reachable() ? "reachable" : "unreachable"),
                letters.waiting());
    }

    private Lane lane(String name, String topic, String group, Map<String, List<Member>> members) {
        return new Lane(
                name, topic, group, groups.lag(group, topic), members.get(group).size());
    }

    private List<RunningBody> trainings() {
        return runs.all().stream()
                .filter(run -> !run.now().state().isEnd())
                .limit(MOST_LISTED)
                .map(run -> new RunningBody(
                        run.id(),
                        run.now().model(),
                        States.text(run.now().state()),
                        run.now().trainer()))
                .toList();
    }
}
