package dev.roundtable.files;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the files of pictures lie. A name stands for one content for ever, so whoever
 * writes the same again changes nothing. A port: a folder by default.
 */
interface PictureStore {

	/** Once this returns, the file is there, whole. */
	void put(String file, byte[] content) throws IOException;

	Optional<byte[]> get(String file) throws IOException;

	/** Again is no matter. */
	void delete(String file) throws IOException;

}
