package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.AttributeSchema;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A data set that is ready to be learned from.
 *
 * @param name as on the command line
 * @param training what models learn from
 * @param test what no model sees
 * @param digest identity of the data, SHA-256 in hexadecimal
 */
public record DataSet(String name, Examples training, Examples test, String digest) {

    public static final String FASHION_MNIST = "fashion-mnist";

    /** Where prepared data sets lie by their names, in the working folder. */
    public static final Path PREPARED = Path.of(".atelier", "datasets");

    public DataSet {
        if (!training.classes().equals(test.classes())) {
            throw new IllegalArgumentException("training and held-out pictures of " + name + " have other classes");
        }
    }

    /** The attributes of the pictures. */
    public AttributeSchema schema() {
        return training.schema();
    }

    /**
     * The same examples in squares of this side, averaged down. It is still the same data: name and digest stay.
     *
     * @throws IllegalArgumentException where its pictures are no squares of a whole multiple of the side
     */
    public DataSet smaller(int side) {
        boolean already = training.width() == side && training.height() == side;
        return already ? this : new DataSet(name, training.smaller(side), test.smaller(side), digest);
    }

    /**
     * The same pictures, where each has the attributes of its class and no others. The schema stays, so that models of either
     * are asked in the same way.
     */
    public DataSet ofClassesAlone() {
        return new DataSet(name, training.ofClassesAlone(), test.ofClassesAlone(), digest);
    }

    /**
     * The examples of the classes that have the most training pictures, in both parts; of two of one size the first. The
     * classes keep their order. Schema and conditions stay, but they are other data: name and digest say which.
     *
     * @param count of classes
     * @throws IllegalArgumentException where there aren't so many, or it is less than 2
     */
    public DataSet largestClasses(int count) {
        int all = training.classes().size();
        if (count < 2 || count > all) {
            throw new IllegalArgumentException(
                    name + " has " + all + " classes: its largest can be 2 to " + all + ", not " + count);
        }
        int[] sizes = new int[all];
        for (int label : training.labels()) {
            sizes[label]++;
        }
        List<Integer> chosen = IntStream.range(0, all)
                .boxed()
                .sorted(Comparator.comparing(label -> -sizes[label]))
                .limit(count)
                .sorted()
                .toList();
        String identity = digest + " largest classes " + count;
        return new DataSet(
                name + "-largest-" + count,
                training.ofClasses(chosen),
                test.ofClasses(chosen),
                Sha256.of(identity.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads Fashion-MNIST or a prepared data set.
     *
     * @param name {@value #FASHION_MNIST}, the name of a prepared data set, or a path, see {@link #isPath}
     * @param folder where Fashion-MNIST's files are, or a folder that prepared data sets lie in; where empty, the places
     *     where they usually are
     * @throws DataSetException where there is no such data set, or a file is missing or wrong
     */
    public static DataSet read(String name, Optional<Path> folder) throws IOException {
        if (name.equals(FASHION_MNIST)) {
            FashionMnist data = FashionMnist.read(FashionMnist.find(folder));
            return new DataSet(name, data.training(), data.test(), data.digest());
        }
        return PreparedFolder.open(preparedFolder(name, folder)).read();
    }

    /**
     * The folder of a prepared data set.
     *
     * @param name its name, or a path, see {@link #isPath}
     * @param folder that prepared data sets lie in under their names, {@link #PREPARED} where empty
     * @throws DataSetException where there is none
     */
    public static Path preparedFolder(String name, Optional<Path> folder) throws DataSetException {
        Path place = isPath(name) ? Path.of(name) : folder.orElse(PREPARED).resolve(name);
        if (Files.exists(place.resolve(PreparedManifest.FILE))) {
            return place;
        }
        if (!isPath(name) && Files.exists(Path.of(name).resolve(PreparedManifest.FILE))) {
            throw new DataSetException("there is no data set '" + name + "' at " + place + "; to mean the folder "
                    + name + " write ./" + name);
        }
        throw new DataSetException(
                "there is no data set '" + name + "': there is no " + PreparedManifest.FILE + " in " + place
                        + "; 'atelier data prepare' makes a data set, and 'fashion-mnist' comes with 'atelier data fetch'");
    }

    /** Whether it means a folder, not a name, whatever exists: it has a separator in it or begins with a dot. */
    public static boolean isPath(String name) {
        return name.startsWith(".") || name.contains("/") || name.contains(File.separator);
    }
}
