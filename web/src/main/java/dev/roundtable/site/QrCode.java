package dev.roundtable.site;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.imageio.ImageIO;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/**
 * A text as a picture that a phone reads: black on white, with its white margin, on
 * whatever stands behind it.
 */
public final class QrCode {

	/** Of one dot in a picture of pixels: fit for print. */
	private static final int SCALE = 16;

	private static final int WHITE = 0xffffff;

	private final BitMatrix dots;

	private QrCode(BitMatrix dots) {
		this.dots = dots;
	}

	/**
	 * @param text at most some 2,000 characters
	 */
	public static QrCode of(String text) {
		try {
			return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0));
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public String svg() {
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < this.dots.getHeight(); y++) {
			for (int x = 0; x < this.dots.getWidth(); x++) {
				if (this.dots.get(x, y)) {
					path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
				}
			}
		}
		int width = this.dots.getWidth();
		int height = this.dots.getHeight();
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
				<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>""".formatted(width, height, width, height,
				path);
	}

	/** The same as a {@code data:} address. */
	public String data() {
		return "data:image/svg+xml;base64,"
				+ Base64.getEncoder().encodeToString(svg().getBytes(StandardCharsets.UTF_8));
	}

	public byte[] png() {
		int width = this.dots.getWidth() * SCALE;
		int height = this.dots.getHeight() * SCALE;
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				picture.setRGB(x, y, this.dots.get(x / SCALE, y / SCALE) ? 0 : WHITE);
			}
		}
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			ImageIO.write(picture, "png", out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
