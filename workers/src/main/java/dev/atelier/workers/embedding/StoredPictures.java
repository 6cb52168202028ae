package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.Squares;
import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.contract.products.StoredPicture;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings pictures from the store in the size that an embedder looks at, upright and on a square of their own background, as
 * those that it learned from. Nothing is believed: neither the name nor the size of an object, nor that it still has the
 * content that a message speaks of.
 */
final class StoredPictures {
    private static final Logger LOG = Logger.getLogger(StoredPictures.class);

    /** Bytes; photos of shops have less. */
    private static final long LARGEST_FILE = 20L << 20;

    /** Of a large photo's side this many pixels are read at least, of which the square is made. */
    private static final int SIDES_READ = 8;

    private final ObjectStore store;
    private final DecodingRoom room = new DecodingRoom();

    StoredPictures(ObjectStore store) {
        this.store = store;
    }

    /**
     * The square of a picture.
     *
     * @param embedder that looks at it
     * @throws UnusableException where there is none
     * @throws StoreUnavailableException where the store is away or refuses everything
     */
    Picture square(StoredPicture picture, Manifest embedder) throws UnusableException, InterruptedException {
        PictureFormat format = embedder.picture();
        byte[] file = file(picture, embedder);
        try (DecodingRoom.Place ignored = room.enter(PictureDecoder.size(file).pixels())) {
            Picture upright = PictureDecoder.decodeUpright(file, SIDES_READ * format.width());
            return Squares.PAD.square(upright, format.width());
        } catch (UnusablePictureException e) {
            throw new UnusableException(
                    EmbeddingAnswer.BAD_PICTURE, picture.key() + " cannot be used: " + e.getMessage());
        }
    }

    private byte[] file(StoredPicture picture, Manifest embedder) throws UnusableException {
        try {
            return bytes(picture);
        } catch (StoreRefusedException e) {
            requireNotAllRefused(embedder);
            throw new UnusableException(
                    EmbeddingAnswer.STORE_REFUSED, "the store refuses " + picture.key() + ": " + e.getMessage());
        }
    }

    /** The embedder's own manifest lay there when it was loaded: a store that refuses it too refuses everything. */
    private void requireNotAllRefused(Manifest embedder) {
        try {
            store.get(ObjectKeys.modelPart(embedder.model(), embedder.version(), Manifest.FILE));
        } catch (StoreRefusedException e) {
            throw new StoreUnavailableException("the store refuses everything: " + e.getMessage(), e);
        } catch (ObjectNotFoundException e) {
            LOG.debugf("the store answers, also where it has nothing: %s", e.getMessage());
        }
    }

    private byte[] bytes(StoredPicture picture) throws UnusableException {
        Optional<ObjectInfo> info = store.stat(picture.key());
        if (info.isPresent() && info.get().size() > LARGEST_FILE) {
            throw new UnusableException(
                    EmbeddingAnswer.BAD_PICTURE,
                    picture.key() + " has " + info.get().size() + " bytes; at most " + LARGEST_FILE + " are read");
        }
        try {
            byte[] file = store.get(picture.key());
            String sha256 = Sha256.of(file);
            if (!sha256.equals(picture.sha256())) {
                throw new UnusableException(
                        EmbeddingAnswer.OTHER_PICTURE,
                        picture.key() + " has SHA-256 " + sha256 + " in the store, not " + picture.sha256());
            }
            return file;
        } catch (ObjectNotFoundException e) {
            throw new UnusableException(EmbeddingAnswer.MISSING_PICTURE, "no object lies under " + picture.key());
        }
    }
}
