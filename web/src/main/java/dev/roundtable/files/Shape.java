package dev.roundtable.files;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

import dev.roundtable.people.Face;
import net.coobird.thumbnailator.Thumbnails;

/** What a picture is made into, by what it is for. */
public enum Shape {

	/** The middle of it, as a square. */
	FACE(Face.SMALL, Face.LARGE) {
		@Override
		BufferedImage scaled(BufferedImage picture, int size) throws IOException {
			// Cut before it is made larger: a line of 20,000 pixels as wide as the square
			// is
			// high would have a billion.
			int side = Math.min(picture.getWidth(), picture.getHeight());
			BufferedImage middle = picture.getSubimage((picture.getWidth() - side) / 2,
					(picture.getHeight() - side) / 2, side, side);
			return Thumbnails.of(middle).forceSize(size, size).asBufferedImage();
		}
	},

	/** All of it in a square. */
	SIGN(128) {
		@Override
		BufferedImage scaled(BufferedImage picture, int size) throws IOException {
			return within(picture, size, size);
		}
	},

	/** All of it in the height of a line, and six times as wide at most. */
	LOGO(96) {
		@Override
		BufferedImage scaled(BufferedImage picture, int size) throws IOException {
			return within(picture, 6 * size, size);
		}
	};

	private final List<Integer> sizes;

	Shape(Integer... sizes) {
		this.sizes = List.of(sizes);
	}

	/** The largest last. */
	List<Integer> sizes() {
		return this.sizes;
	}

	/** The size in which it is shown where there is only one. */
	public int size() {
		return this.sizes.getLast();
	}

	abstract BufferedImage scaled(BufferedImage picture, int size) throws IOException;

	private static BufferedImage within(BufferedImage picture, int width, int height) throws IOException {
		double scale = Math.min(1.0,
				Math.min((double) width / picture.getWidth(), (double) height / picture.getHeight()));
		return Thumbnails.of(picture)
			.forceSize(Math.max(1, (int) Math.round(picture.getWidth() * scale)),
					Math.max(1, (int) Math.round(picture.getHeight() * scale)))
			.asBufferedImage();
	}

}
