package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.sources.FashionProducts;
import dev.atelier.trainer.datasets.sources.ProductAttribute;
import dev.atelier.trainer.datasets.sources.ProductFilter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code data prepare fashion-products}: Fashion Product Images, small or full size. */
@Command(
        name = "fashion-products",
        description = "Prepares Fashion Product Images, small or full size, from the published zip file or a folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PrepareFashionProductsCommand implements Callable<Integer> {

    @Mixin
    private PrepareOptions options;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            defaultValue = "apparel",
            description = {
                "Which products (default: ${DEFAULT-VALUE}):",
                "  apparel  the six most frequent types of apparel in their six most frequent colours",
                "  wear     topwear, bottomwear and shoes in their three most frequent colours",
                "  all      all"
            })
    private ProductFilter filter;

    @Option(
            names = "--attributes",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "type,colour",
            description = "What models are conditioned on, of gender, category, type, article, colour, season, year and"
                    + " usage (default: ${DEFAULT-VALUE}).")
    private List<String> attributes;

    @Override
    public Integer call() throws IOException {
        List<ProductAttribute> chosen =
                attributes.stream().map(ProductAttribute::named).toList();
        String name = "fashion-products-" + filter.name().toLowerCase(Locale.ROOT);
        try (FashionProducts source = FashionProducts.open(options.from(), filter, chosen)) {
            return options.prepare(source, name);
        }
    }
}
