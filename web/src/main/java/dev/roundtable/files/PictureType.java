package dev.roundtable.files;

import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/**
 * The kinds of pictures that are taken, known by how they begin. What a browser says of a
 * file, and its name, is nobody's word but the sender's.
 */
enum PictureType {

	JPEG(32_000_000) {
		@Override
		boolean begins(byte[] file) {
			return starts(file, 0, 0xFF, 0xD8, 0xFF);
		}

		@Override
		ImageReader reader() {
			return ImageIO.getImageReadersByFormatName("jpeg").next();
		}
	},

	PNG(32_000_000) {
		@Override
		boolean begins(byte[] file) {
			return starts(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
		}

		@Override
		ImageReader reader() {
			return ImageIO.getImageReadersByFormatName("png").next();
		}
	},

	/** Its first picture. */
	GIF(32_000_000) {
		@Override
		boolean begins(byte[] file) {
			return starts(file, 0, 'G', 'I', 'F', '8');
		}

		@Override
		ImageReader reader() {
			return ImageIO.getImageReadersByFormatName("gif").next();
		}
	},

	/** Its reader, in Java, is slow: a second for a million. */
	WEBP(4_000_000) {
		@Override
		boolean begins(byte[] file) {
			return starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P');
		}

		@Override
		ImageReader reader() {
			return new WebPImageReaderSpi().createReaderInstance(null);
		}

		@Override
		void check(byte[] file) {
			Webp.check(file, this.most);
		}

		/** Without loss 16 MB for the largest; with loss it takes and drops much. */
		@Override
		long memory(byte[] file) {
			return Webp.hasLossless(file) ? 64_000_000 : super.memory(file);
		}
	};

	/** Pixels that are decoded at most. */
	final long most;

	PictureType(long most) {
		this.most = most;
	}

	abstract boolean begins(byte[] file);

	abstract ImageReader reader();

	/**
	 * What of a file its reader itself would not see.
	 * @throws BadInput on {@code picture}
	 */
	void check(byte[] file) {
	}

	/** Bytes that its reader may take in all, those that it dropped again included. */
	long memory(byte[] file) {
		return 2_000_000_000;
	}

	static Optional<PictureType> of(byte[] file) {
		for (PictureType type : values()) {
			if (type.begins(file)) {
				return Optional.of(type);
			}
		}
		return Optional.empty();
	}

	private static boolean starts(byte[] file, int at, int... bytes) {
		if (file.length < at + bytes.length) {
			return false;
		}
		for (int i = 0; i < bytes.length; i++) {
			if ((file[at + i] & 0xFF) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

}
