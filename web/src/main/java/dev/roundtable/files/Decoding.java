package dev.roundtable.files;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import dev.roundtable.http.BadInput;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Turns a file into a picture. How large it says it is is asked before any of it is
 * decoded; of a large one only each second or third pixel is, so that a photo of 30
 * million takes a few megabytes.
 */
final class Decoding {

	private static final int LONGEST_SIDE = 20_000;

	/** A JPEG has a dozen at most; each goes over all of the picture. */
	private static final int MOST_SCANS = 100;

	/** Pixels that all scans of a picture go over: a dozen of 30 million take 7 s. */
	private static final long MOST_GONE_OVER = 400_000_000;

	/**
	 * Pixels that are kept: of a long and narrow one, fewer than its shorter side has.
	 */
	private static final long MOST_KEPT = 2_000_000;

	private static final int END_OF_PICTURE = 0xD9;

	private static final int START_OF_SCAN = 0xDA;

	private static final int EXIF = 0xE1;

	private static final byte[] EXIF_BEGINS = { 'E', 'x', 'i', 'f', 0, 0 };

	private Decoding() {
	}

	/**
	 * @param side pixels of the shorter side that are enough
	 * @throws BadInput on {@code picture}: {@code picture.type}, {@code picture.pixels},
	 * {@code picture.broken}
	 */
	static BufferedImage decode(byte[] file, int side) {
		PictureType type = PictureType.of(file).orElseThrow(() -> new BadInput("picture", "picture.type"));
		type.check(file);
		int scans = (type == PictureType.JPEG) ? scansOfWholeJpeg(file) : 1;
		FutureTask<BufferedImage> work = new FutureTask<>(() -> read(file, type, scans, side));
		// What a thread takes in memory is counted where it is none of the virtual ones.
		Thread.ofPlatform().name("picture").daemon().start(work);
		try {
			return work.get();
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
			throw new BadInput("picture", "picture.broken");
		}
		catch (ExecutionException failed) {
			if (failed.getCause() instanceof BadInput refused) {
				throw refused;
			}
			throw new BadInput("picture", "picture.broken");
		}
	}

	private static BufferedImage read(byte[] file, PictureType type, int scans, int side) throws IOException {
		ImageReader reader = type.reader();
		try (ImageInputStream in = new Allowance(file, type.memory(file))) {
			// What else is in the file is passed over, however much it would unpack to.
			reader.setInput(in, true, true);
			int width = reader.getWidth(0);
			int height = reader.getHeight(0);
			if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > type.most
					|| (long) width * height * scans > MOST_GONE_OVER) {
				throw new BadInput("picture", "picture.pixels", type.most / 1_000_000);
			}
			ImageReadParam param = reader.getDefaultReadParam();
			int step = step(width, height, side);
			param.setSourceSubsampling(step, step, 0, 0);
			BufferedImage picture = plain(reader.read(0, param));
			return (type == PictureType.JPEG) ? upright(picture, file) : picture;
		}
		finally {
			reader.dispose();
		}
	}

	private static int step(int width, int height, int side) {
		int step = Math.max(1, Math.min(width, height) / side);
		while ((long) (width / step) * (height / step) > MOST_KEPT) {
			step++;
		}
		return step;
	}

	/** With a colour for each pixel, and not one of a few that the file names. */
	private static BufferedImage plain(BufferedImage picture) {
		BufferedImage plain = new BufferedImage(picture.getWidth(), picture.getHeight(),
				picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
		Graphics2D drawing = plain.createGraphics();
		drawing.drawImage(picture, 0, 0, null);
		drawing.dispose();
		return plain;
	}

	/** As the camera was held. */
	private static BufferedImage upright(BufferedImage picture, byte[] file) {
		try {
			byte[] exif = exif(file);
			Orientation held = (exif.length > 0) ? ExifUtils.getOrientationFromExif(exif) : null;
			return (held != null) ? ExifFilterUtils.getFilterForOrientation(held).apply(picture) : picture;
		}
		catch (RuntimeException unreadable) {
			return picture;
		}
	}

	/**
	 * What a camera writes beside its picture, empty where there is nothing. Taken from
	 * the file itself: the reader's own view of it fails where its parts stand in an
	 * unusual order.
	 */
	private static byte[] exif(byte[] file) {
		for (int at = 2; at + 4 <= file.length && (file[at] & 0xFF) == 0xFF;) {
			int marker = file[at + 1] & 0xFF;
			int length = ((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF);
			if (marker == START_OF_SCAN || at + 2 + length > file.length) {
				break;
			}
			if (marker == EXIF && length > EXIF_BEGINS.length + 2
					&& Arrays.equals(EXIF_BEGINS, 0, EXIF_BEGINS.length, file, at + 4, at + 4 + EXIF_BEGINS.length)) {
				return Arrays.copyOfRange(file, at + 4, at + 2 + length);
			}
			at += 2 + length;
		}
		return new byte[0];
	}

	/**
	 * The reader fills up with grey what is missing, and goes over the picture as often
	 * as a small file tells it to. In what is drawn, no byte after 255 means either.
	 */
	private static int scansOfWholeJpeg(byte[] file) {
		int scans = 0;
		boolean ended = false;
		for (int i = 0; i + 1 < file.length; i++) {
			if ((file[i] & 0xFF) == 0xFF) {
				int marker = file[i + 1] & 0xFF;
				scans += (marker == START_OF_SCAN) ? 1 : 0;
				ended = marker == END_OF_PICTURE || (ended && marker != START_OF_SCAN);
			}
		}
		if (!ended || scans > MOST_SCANS) {
			throw new BadInput("picture", "picture.broken");
		}
		return scans;
	}

}
