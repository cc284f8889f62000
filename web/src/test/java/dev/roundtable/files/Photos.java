package dev.roundtable.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files such as people send, and such as they had better not. */
public final class Photos {

	/** As Chromium makes it: red on the left, blue on the right, 64 by 48. */
	static final String WEBP = """
			UklGRkQCAABXRUJQVlA4WAoAAAAgAAAAPwAALwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh\
			Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
			AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB\
			UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA\
			AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y\
			WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM\
			ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggVgAAAFAEAJ0BKkAAMAA+0WKqT6glo6IqtAgB\
			ABoJYwDN7qB+KoAWJTKivb5sw0AA/ueL/13Zbta3/8EBUIlwDQ/HZn/4IEphDrS/BI0QWKlrbXNBZjzNocAA\
			""";

	/** The same without loss. */
	static final String LOSSLESS_WEBP = """
			UklGRgwCAABXRUJQVlA4WAoAAAAgAAAAPwAALwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh\
			Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
			AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB\
			UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA\
			AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y\
			WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM\
			ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMHgAAAC8/wAsAD3Ag+IOAHgx4/oMHYsFk/tIp\
			dEb0P6pgOw==\
			""";

	private Photos() {
	}

	/** Red on the left, blue on the right. */
	private static BufferedImage halves(int width, int height, int type) {
		BufferedImage picture = new BufferedImage(width, height, type);
		Graphics2D drawing = picture.createGraphics();
		drawing.setColor(Color.RED);
		drawing.fillRect(0, 0, width / 2, height);
		drawing.setColor(Color.BLUE);
		drawing.fillRect(width / 2, 0, width - width / 2, height);
		drawing.dispose();
		return picture;
	}

	private static byte[] written(BufferedImage picture, String format) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(picture, format, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	public static byte[] jpeg(int width, int height) {
		return written(halves(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
	}

	public static byte[] png(int width, int height) {
		return written(halves(width, height, BufferedImage.TYPE_INT_RGB), "png");
	}

	/** Of one colour, so that each of them is another one. */
	public static byte[] png(Color color) {
		BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
		Graphics2D drawing = picture.createGraphics();
		drawing.setColor(color);
		drawing.fillRect(0, 0, 64, 64);
		drawing.dispose();
		return written(picture, "png");
	}

	static byte[] gif(int width, int height) {
		return written(halves(width, height, BufferedImage.TYPE_INT_RGB), "gif");
	}

	/** One sees through its middle. */
	public static byte[] glass(int width, int height) {
		BufferedImage picture = halves(width, height, BufferedImage.TYPE_INT_ARGB);
		picture.setRGB(width / 2, height / 2, 0);
		for (int x = width / 4; x < width * 3 / 4; x++) {
			for (int y = height / 4; y < height * 3 / 4; y++) {
				picture.setRGB(x, y, 0);
			}
		}
		return written(picture, "png");
	}

	/** Not to be packed: about three bytes a pixel. */
	static byte[] noise(int width, int height) {
		Random random = new Random(7);
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int x = 0; x < width; x++) {
			for (int y = 0; y < height; y++) {
				picture.setRGB(x, y, random.nextInt());
			}
		}
		return written(picture, "png");
	}

	static byte[] webp(String base64) {
		return Base64.getDecoder().decode(base64);
	}

	/** What a phone writes that was held upright: turned, and where it was. */
	static byte[] withExif(byte[] jpeg, int orientation) {
		String place = "N 31 13 48 E 121 28 12 canary street";
		ByteBuffer tiff = ByteBuffer.allocate(200);
		tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
		tiff.putShort((short) 2);
		// Orientation.
		tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
		// The maker of the camera, which here has an address.
		tiff.putShort((short) 0x010F).putShort((short) 2).putInt(place.length()).putInt(38);
		tiff.putInt(0);
		tiff.put(place.getBytes(StandardCharsets.US_ASCII));
		byte[] exif = new byte[tiff.position()];
		tiff.flip().get(exif);
		ByteBuffer all = ByteBuffer.allocate(jpeg.length + exif.length + 10);
		all.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.length + 8));
		all.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif).put(jpeg, 2, jpeg.length - 2);
		return all.array();
	}

	/** A PNG that says it is that large, and has next to nothing. */
	static byte[] bomb(int width, int height) {
		byte[] file = png(8, 8);
		ByteBuffer header = ByteBuffer.wrap(file);
		header.putInt(16, width).putInt(20, height);
		CRC32 sum = new CRC32();
		sum.update(file, 12, 17);
		header.putInt(29, (int) sum.getValue());
		return file;
	}

	/** A JPEG that goes over the picture again and again. */
	static byte[] manyScans(byte[] jpeg, int times) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(jpeg, 0, jpeg.length - 2);
		for (int i = 0; i < times; i++) {
			out.writeBytes(new byte[] { (byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0 });
		}
		out.write(jpeg, jpeg.length - 2, 2);
		return out.toByteArray();
	}

	/** Its canvas is a square of that side, and the frame in it of another. */
	static byte[] webpOfFrame(int canvas, int frame) {
		ByteBuffer all = ByteBuffer.allocate(200_048).order(ByteOrder.LITTLE_ENDIAN);
		all.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(200_040);
		all.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
		all.putShort((short) (canvas - 1)).put((byte) 0).putShort((short) (canvas - 1)).put((byte) 0);
		all.put("VP8 ".getBytes(StandardCharsets.US_ASCII)).putInt(200_010);
		all.putShort((short) ((100_000 << 5) | 16)).put((byte) (100_000 >> 11));
		all.put(new byte[] { (byte) 0x9D, 1, 0x2A }).putShort((short) frame).putShort((short) frame);
		return all.array();
	}

	/** Four pixels wide, and so many groups of five tables. */
	static byte[] webpOfTables(int groups) {
		BitSet bits = new BitSet();
		// Its sides less one; tables differ from block to block, as a picture of one
		// pixel says in which the largest number stands.
		bits.set(0, 2);
		bits.set(14, 16);
		int at = 34;
		bits.set(at);
		at += 5;
		for (int symbol : new int[] { (groups - 1) & 0xFF, (groups - 1) >> 8, 0, 0, 0 }) {
			bits.set(at);
			bits.set(at + 2);
			for (int i = 0; i < 8; i++) {
				bits.set(at + 3 + i, (symbol >> i & 1) == 1);
			}
			at += 11;
		}
		for (int i = 0; i < 5 * groups; i++) {
			bits.set(at);
			at += 4;
		}
		byte[] data = Arrays.copyOf(bits.toByteArray(), at / 8 + 16 & ~1);
		ByteBuffer all = ByteBuffer.allocate(22 + data.length).order(ByteOrder.LITTLE_ENDIAN);
		all.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(14 + data.length);
		all.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(1 + data.length).put((byte) 0x2F).put(data);
		return all.array();
	}

	static BufferedImage read(byte[] file) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(file));
	}

}
