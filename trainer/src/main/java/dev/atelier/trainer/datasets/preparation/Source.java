package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.photos.UnusablePictureException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A published data set in its own layout. */
public interface Source extends Closeable {

    /** A picture with remarks on it, each the same text for all pictures that it applies to. */
    record SourcePicture(Picture picture, List<String> remarks) {}

    /** What it is, for people; no path of this machine. */
    String description();

    /** How it is read, as the command line has it. */
    Map<String, String> settings();

    /** The names of its attributes, in the order of the schema. */
    List<String> attributes();

    /**
     * What can be an example by its tables alone, in their order.
     *
     * @param findings is told what can't, and what is odd
     * @throws dev.atelier.trainer.datasets.DataSetException where the tables are not what they should be
     */
    List<Candidate> candidates(Findings findings) throws IOException;

    /**
     * A candidate's picture, in red, green and blue, of any size; called by several threads.
     *
     * @throws UnusablePictureException where it can't be used, which the report then says
     */
    SourcePicture picture(Candidate candidate) throws IOException, UnusablePictureException;
}
