package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.photos.DecodedPicture;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Split;
import dev.atelier.trainer.datasets.preparation.Candidate;
import dev.atelier.trainer.datasets.preparation.Findings;
import dev.atelier.trainer.datasets.preparation.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fashion Product Images (Aggarwal 2019), small or full size: styles.csv and images/ID.jpg. A picture's class is the
 * combination of its chosen attributes.
 */
public final class FashionProducts implements Source {

    private final SourceFiles files;
    private final ProductFilter filter;
    private final List<ProductAttribute> attributes;

    /**
     * @param from zip file or folder
     * @param attributes at least one, in the order of the schema
     * @throws dev.atelier.trainer.datasets.DataSetException where the data set is not there
     */
    public static FashionProducts open(Path from, ProductFilter filter, List<ProductAttribute> attributes)
            throws IOException {
        if (attributes.isEmpty() || attributes.stream().distinct().count() < attributes.size()) {
            throw new IllegalArgumentException("name each attribute once, and at least one of "
                    + ProductAttribute.names() + ", not " + attributes);
        }
        return new FashionProducts(SourceFiles.open(from, StylesTable.FILE), filter, attributes);
    }

    private FashionProducts(SourceFiles files, ProductFilter filter, List<ProductAttribute> attributes) {
        this.files = files;
        this.filter = filter;
        this.attributes = List.copyOf(attributes);
    }

    @Override
    public String description() {
        return "Fashion Product Images, " + files.name();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("filter", filter.name().toLowerCase(Locale.ROOT), "attributes", String.join(",", attributes()));
    }

    @Override
    public List<String> attributes() {
        return attributes.stream().map(ProductAttribute::attribute).toList();
    }

    @Override
    public List<Candidate> candidates(Findings findings) throws IOException {
        List<Product> withPicture = new ArrayList<>();
        for (Product product : StylesTable.read(files, findings)) {
            if (files.has(entry(product))) {
                withPicture.add(product);
            } else {
                findings.skip("row whose picture is missing", product.place() + ", " + entry(product));
            }
        }
        Set<Product> wanted = new HashSet<>(filter.of(withPicture));
        List<Candidate> candidates = new ArrayList<>();
        for (Product product : withPicture) {
            if (!wanted.contains(product)) {
                findings.skip("not in the filter", product.place());
                continue;
            }
            Optional<ProductAttribute> missing =
                    attributes.stream().filter(a -> product.value(a).isEmpty()).findFirst();
            if (missing.isPresent()) {
                findings.skip("row without a " + missing.get().attribute(), product.place());
            } else {
                candidates.add(candidate(product));
            }
        }
        return candidates;
    }

    private static String entry(Product product) {
        return "images/" + product.id() + ".jpg";
    }

    private Candidate candidate(Product product) {
        Map<String, String> values = new LinkedHashMap<>();
        attributes.forEach(a -> values.put(a.attribute(), product.value(a)));
        Selection selection = Selection.of(values);
        return new Candidate(
                product.id(),
                product.place(),
                entry(product),
                selection,
                new Classes.Named(String.join(" ", values.values()), selection),
                Split.of(product.id()));
    }

    @Override
    public SourcePicture picture(Candidate candidate) throws IOException, UnusablePictureException {
        DecodedPicture decoded = PictureDecoder.decode(files.picture(candidate.entry()));
        List<String> remarks = new ArrayList<>();
        if (decoded.grey()) {
            remarks.add("grey picture, made red, green and blue");
        }
        if (decoded.picture().width() * 4 != decoded.picture().height() * 3) {
            remarks.add("picture of another shape than 3:4");
        }
        return new SourcePicture(decoded.picture(), remarks);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
