package dev.roundtable.factors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an app needs to make codes. It is in the form that turns the second step on, and
 * nowhere else before that.
 */
public record Enrolment(String secret, String name) {

	private static final String ISSUER = "Roundtable";

	public static Enrolment begin(String name) {
		return new Enrolment(Totp.random(Totp.SECRET), name);
	}

	/** For a link that opens an app on the same phone. */
	public String uri() {
		return UriComponentsBuilder.newInstance()
			.scheme("otpauth")
			.host("totp")
			.path("/{label}")
			.queryParam("secret", "{secret}")
			.queryParam("issuer", ISSUER)
			.encode()
			.buildAndExpand(ISSUER + ":" + this.name, this.secret)
			.toUriString();
	}

	/** For people who type it. */
	public String spaced() {
		return this.secret.replaceAll("(.{4})(?=.)", "$1 ");
	}

	/** The same as a picture that a phone reads, as a {@code data:} address. */
	public String picture() {
		try {
			BitMatrix dots = new QRCodeWriter().encode(uri(), BarcodeFormat.QR_CODE, 0, 0);
			StringBuilder path = new StringBuilder();
			for (int y = 0; y < dots.getHeight(); y++) {
				for (int x = 0; x < dots.getWidth(); x++) {
					if (dots.get(x, y)) {
						path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
					}
				}
			}
			String svg = """
					<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
					<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>""".formatted(dots.getWidth(),
					dots.getHeight(), dots.getWidth(), dots.getHeight(), path);
			return "data:image/svg+xml;base64,"
					+ Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
		}
		catch (WriterException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
