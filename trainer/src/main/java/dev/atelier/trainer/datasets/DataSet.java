package dev.atelier.trainer.datasets;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set that is ready to be learned from.
 *
 * @param name as on the command line
 * @param training what models learn from
 * @param test what no model sees
 * @param schema the attributes whose condition vector is the one-hot label
 * @param digest identity of the data, SHA-256 in hexadecimal
 */
public record DataSet(String name, Examples training, Examples test, AttributeSchema schema, String digest) {

    public static final String FASHION_MNIST = "fashion-mnist";

    /**
     * Reads a data set.
     *
     * @param folder where its files are; where empty, the places where they usually are
     * @throws DataSetException where a file is missing or wrong
     * @throws IllegalArgumentException where there is no data set of this name
     */
    public static DataSet read(String name, Optional<Path> folder) throws DataSetException {
        if (!name.equals(FASHION_MNIST)) {
            throw new IllegalArgumentException(
                    "there is no data set '" + name + "' that can be read; there is: " + List.of(FASHION_MNIST));
        }
        FashionMnist data = FashionMnist.read(FashionMnist.find(folder));
        AttributeSchema schema = AttributeSchema.of(Attribute.oneOf("category", FashionMnist.CLASSES));
        return new DataSet(name, data.training(), data.test(), schema, data.digest());
    }
}
