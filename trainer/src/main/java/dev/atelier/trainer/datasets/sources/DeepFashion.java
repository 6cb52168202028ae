package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Split;
import dev.atelier.trainer.datasets.preparation.Candidate;
import dev.atelier.trainer.datasets.preparation.Findings;
import dev.atelier.trainer.datasets.preparation.Source;
import dev.atelier.trainer.datasets.sources.GarmentGroups.Group;
import dev.atelier.trainer.datasets.sources.Identifiers.Identifier;
import dev.atelier.trainer.datasets.sources.ListFile.NamedType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DeepFashion, Category and Attribute Prediction (Liu et al., CVPR 2016), in its official layout. A garment has a category
 * and any number of textures, fabrics, shapes and parts; classes are those of {@link GarmentGroups}; the official parts for
 * training and validation are learned from, that for tests is held out.
 */
public final class DeepFashion implements Source {

    private final SourceFiles files;
    private final Settings settings;
    private final CutOut cutOut;
    private final Map<String, Garment> garments = new LinkedHashMap<>();

    /**
     * How it is read.
     *
     * @param classSize garments that a class must have
     * @param classAttributesOnly whether garments have only the attributes that their class shares
     */
    public record Settings(int classSize, boolean classAttributesOnly) {

        public Settings {
            if (classSize < 2) {
                throw new IllegalArgumentException("a class needs at least 2 pictures, not " + classSize);
            }
        }
    }

    /**
     * @param from zip file or folder
     * @param cutOut takes garments from their backgrounds
     * @throws dev.atelier.trainer.datasets.DataSetException where the data set is not there
     */
    public static DeepFashion open(Path from, Settings settings, CutOut cutOut) throws IOException {
        return new DeepFashion(SourceFiles.open(from, GarmentLists.CATEGORIES), settings, cutOut);
    }

    private DeepFashion(SourceFiles files, Settings settings, CutOut cutOut) {
        this.files = files;
        this.settings = settings;
        this.cutOut = cutOut;
    }

    @Override
    public String description() {
        return "DeepFashion, Category and Attribute Prediction, " + files.name();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "classSize",
                String.valueOf(settings.classSize()),
                "attributes",
                settings.classAttributesOnly() ? "class" : "all",
                "cutOut",
                cutOut.name());
    }

    @Override
    public List<String> attributes() {
        return Bin.attributes();
    }

    @Override
    public List<Candidate> candidates(Findings findings) throws IOException {
        GarmentLists lists = new GarmentLists(files);
        List<String> categories = lists.categories();
        List<NamedType> attributes = lists.attributes();
        Identifiers identifiers = new Identifiers(attributes);
        List<Garment> usable = new ArrayList<>();
        lists.each(attributes.size(), garment -> {
            Optional<String> reason = whyNot(garment, categories.size());
            reason.ifPresentOrElse(why -> findings.skip(why, garment.place()), () -> usable.add(garment));
        });
        List<Group> described = usable.stream()
                .map(g -> new Group(categories.get(g.category() - 1), identifiersOf(g, identifiers)))
                .toList();
        GarmentGroups groups = new GarmentGroups(settings.classSize(), described);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < usable.size(); i++) {
            Garment garment = usable.get(i);
            Optional<Group> group = groups.of(described.get(i));
            if (group.isPresent()) {
                garments.put(entry(garment), garment);
                candidates.add(candidate(garment, described.get(i), group.get()));
            } else if (described.get(i).identifiers().isEmpty()) {
                findings.skip("garment without an attribute", garment.place());
            } else {
                findings.skip("garment of a class that is too small", garment.place());
            }
        }
        return candidates;
    }

    /** What a row lacks by the lists alone. */
    private Optional<String> whyNot(Garment garment, int categories) {
        if (garment.category() < 1 || garment.category() > categories) {
            return Optional.of("category that is missing in the list of categories");
        }
        if (!BoxAndLandmarks.isWellFormed(garment)) {
            return Optional.of("box or landmarks with another number of columns than there must be");
        }
        return files.has(entry(garment)) ? Optional.empty() : Optional.of("row whose picture is missing");
    }

    private static List<Identifier> identifiersOf(Garment garment, Identifiers identifiers) {
        Set<Identifier> all = new LinkedHashSet<>();
        for (int attribute : garment.attributes()) {
            all.addAll(identifiers.of(attribute));
        }
        return List.copyOf(all);
    }

    private static String entry(Garment garment) {
        return "Img/" + garment.image();
    }

    private Candidate candidate(Garment garment, Group all, Group shared) {
        Selection ofClass = selection(shared);
        List<String> words = new ArrayList<>(List.of(shared.category()));
        shared.identifiers().forEach(identifier -> words.add(identifier.name()));
        return new Candidate(
                garment.image(),
                garment.place(),
                entry(garment),
                settings.classAttributesOnly() ? ofClass : selection(all),
                new Classes.Named(String.join(" ", words), ofClass),
                garment.heldOut() ? Split.HELD_OUT : Split.TRAINING);
    }

    private static Selection selection(Group group) {
        Map<Bin, List<String>> values = new EnumMap<>(Bin.class);
        for (Bin bin : Bin.values()) {
            values.put(bin, new ArrayList<>());
        }
        values.get(Bin.CATEGORY).add(group.category());
        group.identifiers().forEach(i -> values.get(i.bin()).add(i.name()));
        Map<String, List<String>> byName = new HashMap<>();
        values.forEach((bin, names) -> byName.put(bin.attribute(), names));
        return new Selection(byName, Bin.attributes().subList(1, Bin.values().length));
    }

    @Override
    public SourcePicture picture(Candidate candidate) throws IOException, UnusablePictureException {
        Picture photo = photo(candidate.entry());
        BoxAndLandmarks place = BoxAndLandmarks.of(garments.get(candidate.entry()), photo);
        return new SourcePicture(cutOut.garment(photo, place), place.remarks());
    }

    /** A photo as a whole, its longer side 300 pixels long, which boxes and landmarks refer to. */
    private Picture photo(String entry) throws IOException, UnusablePictureException {
        return BoxAndLandmarks.scaled(
                PictureDecoder.decode(files.picture(entry)).picture());
    }

    /**
     * A sheet of garments before and after they were cut out, after {@link #candidates}.
     *
     * @return a PNG file
     */
    public byte[] cutOutSheet() throws IOException {
        CutOutSheet sheet = new CutOutSheet(cutOut);
        for (String entry : CutOutSheet.choice(List.copyOf(garments.keySet()))) {
            try {
                Picture photo = photo(entry);
                sheet.add(photo, BoxAndLandmarks.of(garments.get(entry), photo));
            } catch (UnusablePictureException e) {
                // The report of the preparation says it already; there is nothing to show of it.
                continue;
            }
        }
        return sheet.png();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
