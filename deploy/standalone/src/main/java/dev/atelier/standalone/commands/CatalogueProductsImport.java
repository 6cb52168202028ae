package dev.atelier.standalone.commands;

import dev.atelier.standalone.products.CsvProducts;
import dev.atelier.standalone.products.FashionProductImages;
import dev.atelier.standalone.products.ProductImport;
import dev.atelier.standalone.products.ProductLine;
import dev.atelier.standalone.products.ProductSource;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts products into a store. */
@Command(
        name = "import",
        sortOptions = false,
        description = {
            "Puts products into a store: those of a CSV file with a folder of pictures, or of the Fashion Product Images zip.",
            "The columns id, title and picture are needed; price, currency, inStock and link may be there; every other one is "
                    + "an attribute, several values with ';' between them. The same product again takes the place of the "
                    + "one before.",
            ""
        })
final class CatalogueProductsImport implements Callable<Integer> {
    private static final int REPORT_EVERY = 1000;
    private static final int MOST_SHOWN = 20;

    @Mixin
    private HelpOption help;

    @Option(names = "--store", required = true, paramLabel = "STORE", description = "The store's name.")
    private String store;

    @Option(names = "--csv", paramLabel = "FILE", description = "A file with a header and a product a line.")
    private Optional<Path> csv;

    @Option(names = "--pictures", paramLabel = "DIR", description = "With --csv: the folder of the pictures.")
    private Optional<Path> pictures;

    @Option(names = "--from", paramLabel = "ZIP", description = "Fashion Product Images, small or full size.")
    private Optional<Path> from;

    @Option(names = "--limit", paramLabel = "N", description = "Reads so many lines at most.")
    private Optional<Long> limit;

    @Option(names = "--at-once", paramLabel = "N", description = "Products under way at one time. Default: 16.")
    private int atOnce = 16;

    @Mixin
    private GatewayOptions gatewayOptions;

    @Option(
            names = "--json",
            description = "Prints {store, sent, bad: [{line, reason}]} and nothing else on standard output.")
    private boolean json;

    /** What --json prints. */
    record Report(String store, long sent, List<ProductLine.Bad> bad) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (atOnce < 1) {
            throw new CommandFailure("--at-once must be 1 or more, not " + atOnce);
        }
        Terminal terminal = Terminal.of(json);
        try (ProductSource source = source()) {
            ProductImport.Result result = new ProductImport(
                            gatewayOptions.gateway().products(store), atOnce)
                    .run(source, limit.orElse(Long.MAX_VALUE), sent -> {
                        if (sent % REPORT_EVERY == 0) {
                            terminal.say(String.format("%,d products", sent));
                        }
                    });
            tell(result, terminal);
            return result.bad().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private ProductSource source() throws IOException {
        if (csv.isPresent() == from.isPresent() || csv.isPresent() != pictures.isPresent()) {
            throw new CommandFailure("give either --csv FILE --pictures DIR or --from ZIP");
        }
        return csv.isPresent()
                ? CsvProducts.open(csv.get(), pictures.orElseThrow())
                : FashionProductImages.open(from.orElseThrow());
    }

    private void tell(ProductImport.Result result, Terminal terminal) {
        terminal.say(String.format("%,d products are in %s", result.sent(), store));
        for (ProductLine.Bad bad :
                result.bad().subList(0, Math.min(MOST_SHOWN, result.bad().size()))) {
            terminal.problem("line " + bad.line() + ": " + bad.reason());
        }
        if (result.bad().size() > MOST_SHOWN) {
            terminal.problem((result.bad().size() - MOST_SHOWN) + " more bad lines; --json tells all");
        }
        if (json) {
            terminal.json(new Report(store, result.sent(), result.bad()));
        }
    }
}
