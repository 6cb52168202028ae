package dev.atelier.standalone.launch;

import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.util.Optional;

/** Which port the gateway gets. */
final class GatewayPort {
    private GatewayPort() {}

    /**
     * A port given by the person, or the default one, or where that is taken another.
     *
     * @throws CommandFailure where the given one is taken
     */
    static int choose(Optional<Integer> given, Ports ports) throws IOException {
        if (given.isPresent() && !Ports.isFree(given.get())) {
            throw new CommandFailure("port " + given.get()
                    + ", given by --port, is taken or may not be used; stop what listens there, or give another");
        }
        if (given.isPresent()) {
            return given.get();
        }
        return Ports.isFree(LaunchOptions.DEFAULT_PORT) ? LaunchOptions.DEFAULT_PORT : ports.of("gateway");
    }
}
