package dev.roundtable.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.site.PictureUrl;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Makes the files of a picture: JPEG where it is somebody's photo, PNG where one sees
 * through it or where lines have to stay sharp.
 */
final class Making {

	/** A crowd of them is asked for with each page. */
	private static final double QUALITY = 0.85;

	private static final int NAME_BYTES = 16;

	private Making() {
	}

	/**
	 * @param files what the store is to hold, by what each is called there
	 */
	record Made(Picture picture, Map<String, byte[]> files) {
	}

	/**
	 * Takes a processor for a while.
	 * @throws BadInput on {@code picture}
	 */
	static Made make(byte[] file, Shape shape) {
		BufferedImage picture = Decoding.decode(file, 2 * shape.size());
		try {
			boolean photo = shape == Shape.FACE && !isSeenThrough(picture);
			Map<Integer, byte[]> sizes = new LinkedHashMap<>();
			BufferedImage largest = picture;
			for (int size : shape.sizes()) {
				largest = shape.scaled(picture, size);
				sizes.put(size, encoded(largest, photo));
			}
			String name = name(sizes) + (photo ? ".jpg" : ".png");
			Map<String, byte[]> files = new LinkedHashMap<>();
			sizes.forEach((size, bytes) -> files.put(PictureUrl.file(name, size), bytes));
			return new Made(new Picture(name, largest.getWidth(), largest.getHeight()), files);
		}
		catch (IOException | RuntimeException strange) {
			throw new BadInput("picture", "picture.broken");
		}
	}

	private static byte[] encoded(BufferedImage picture, boolean photo) throws IOException {
		BufferedImage plain = new BufferedImage(picture.getWidth(), picture.getHeight(),
				photo ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
		var drawing = plain.createGraphics();
		drawing.drawImage(picture, 0, 0, null);
		drawing.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		var output = Thumbnails.of(plain).scale(1).outputFormat(photo ? "jpg" : "png");
		(photo ? output.outputQuality(QUALITY) : output).toOutputStream(out);
		return out.toByteArray();
	}

	private static boolean isSeenThrough(BufferedImage picture) {
		if (!picture.getColorModel().hasAlpha()) {
			return false;
		}
		for (int y = 0; y < picture.getHeight(); y++) {
			for (int x = 0; x < picture.getWidth(); x++) {
				if ((picture.getRGB(x, y) >>> 24) < 0xFF) {
					return true;
				}
			}
		}
		return false;
	}

	private static String name(Map<Integer, byte[]> sizes) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			sizes.values().forEach(digest::update);
			return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
