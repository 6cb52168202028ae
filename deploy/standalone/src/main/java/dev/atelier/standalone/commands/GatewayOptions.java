package dev.atelier.standalone.commands;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.StoreAccess;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway a command speaks with: one that is named, or the one that runs on the data folder. */
final class GatewayOptions {
    @Mixin
    private DataOption data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway, such as http://localhost:8080. Default: the one that runs on the data folder.")
    private Optional<URI> url;

    /** @throws CommandFailure where none runs */
    Gateway gateway() throws IOException {
        if (url.isPresent()) {
            return new Gateway(url.get());
        }
        return new Gateway(running(data.folder(Installation.find())).gateway());
    }

    /**
     * The store of the system that the gateway belongs to.
     *
     * @throws CommandFailure where none runs, or a gateway is named, whose store nobody knows
     */
    StoreSettings store() throws IOException {
        if (url.isPresent()) {
            throw new CommandFailure("the store behind " + url.get()
                    + " is not known here; give the SHA-256 of the manifest by --sha256");
        }
        DataFolder folder = data.folder(Installation.find());
        return new StoreAccess(System.getenv()).running(running(folder), folder);
    }

    static RunningSystem running(DataFolder folder) throws IOException {
        return RunningSystem.on(folder)
                .orElseThrow(() -> new CommandFailure("no Atelier runs on " + folder.root()
                        + ", or it is not ready yet; start one by 'atelier up', or name another by --data or --url"));
    }
}
