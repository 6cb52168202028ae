package dev.atelier.standalone.launch;

import dev.atelier.contract.models.Alias;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.ModelView;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** What has to be there before the system can answer: a champion of each of the models that come with it. */
final class Champions {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 100;

    private Champions() {}

    /** Waits until every model has one: the trainer publishes them at its start. */
    static void await(List<String> models, Gateway gateway, Startup startup) throws IOException, InterruptedException {
        var waitingFor = new TreeSet<>(models);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!waitingFor.isEmpty()) {
            for (ModelView model : gateway.models()) {
                if (model.hasChampion() && waitingFor.remove(model.model())) {
                    String champion = model.aliases().get(Alias.CHAMPION).version();
                    startup.ready("model", model.model() + ", version " + champion);
                }
            }
            startup.requireHope();
            if (System.nanoTime() > end) {
                throw new CommandFailure("the trainer has not published " + String.join(", ", waitingFor) + " within "
                        + PATIENCE.toSeconds() + " s; its log tells why");
            }
            Thread.sleep(PAUSE_MS);
        }
    }
}
