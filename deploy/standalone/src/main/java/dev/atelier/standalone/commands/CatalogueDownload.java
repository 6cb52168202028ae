package dev.atelier.standalone.commands;

import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.downloads.Download;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a batch's pictures here. */
@Command(
        name = "download",
        sortOptions = false,
        description =
                "Brings the manifest and all shards of a completed batch into a folder, and checks every picture's "
                        + "SHA-256. What is there and right is not fetched again.")
final class CatalogueDownload implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "BATCH", description = "Id of the batch, as 'atelier catalogue list' shows it.")
    private String batch;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints {folder, shards, pictures, bytes}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Catalogues catalogues = gateway.gateway().catalogues();
        CatalogueView view = CatalogueView.of(catalogues.look(batch));
        if (!view.isCompleted()) {
            throw new CommandFailure("batch " + batch + " is " + view.state()
                    + "; it can be downloaded once it is completed, as 'atelier catalogue show' tells");
        }
        Download.Done done = new Download(catalogues, view, out, name -> terminal.say("  " + name)).run();
        if (json) {
            terminal.json(done);
        } else {
            terminal.say(done.pictures() + " pictures in " + done.shards() + " shards, " + done.bytes()
                    + " bytes, all as the manifest says.");
        }
        return ExitCode.OK;
    }
}
