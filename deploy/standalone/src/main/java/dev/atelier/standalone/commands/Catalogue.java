package dev.atelier.standalone.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Pictures of a whole catalogue. */
@Command(
        name = "catalogue",
        sortOptions = false,
        description = {
            "Makes the pictures of a whole catalogue on a running system: a file with an item a line, or axes to multiply, "
                    + "becomes a batch of shards in the store.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CatalogueSubmit.class,
            CatalogueList.class,
            CatalogueShow.class,
            CatalogueOrder.Pause.class,
            CatalogueOrder.Resume.class,
            CatalogueOrder.Cancel.class,
            CatalogueOrder.Retry.class,
            CatalogueDownload.class
        })
public final class Catalogue implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
