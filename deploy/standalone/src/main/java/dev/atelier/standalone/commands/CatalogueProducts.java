package dev.atelier.standalone.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The products of stores, among which similar ones are found. */
@Command(
        name = "catalogue-products",
        sortOptions = false,
        description = {"Brings a shop's own products into a running system, to find similar ones among them.", ""},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CatalogueProductsImport.class)
public final class CatalogueProducts implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
