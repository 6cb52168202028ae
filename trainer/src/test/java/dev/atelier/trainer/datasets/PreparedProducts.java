package dev.atelier.trainer.datasets;

import dev.atelier.contract.photos.Squares;
import dev.atelier.trainer.datasets.preparation.Preparer;
import dev.atelier.trainer.datasets.sources.FashionProducts;
import dev.atelier.trainer.datasets.sources.ProductAttribute;
import dev.atelier.trainer.datasets.sources.ProductFilter;
import dev.atelier.trainer.datasets.sources.SmallFashionProducts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A prepared data set of made-up products with type and colour. */
public final class PreparedProducts {

    private PreparedProducts() {}

    /**
     * Makes it at {@code folder}/small.
     *
     * @param each products of each of four classes
     */
    public static PreparedFolder in(Path folder, int each, int side) throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(each).zip(folder.resolve("a.zip"));
        try (FashionProducts source =
                FashionProducts.open(zip, ProductFilter.ALL, List.of(ProductAttribute.TYPE, ProductAttribute.COLOUR))) {
            return new Preparer("small", side, Squares.PAD)
                    .prepare(source, folder.resolve("small"), (done, total) -> {});
        }
    }
}
