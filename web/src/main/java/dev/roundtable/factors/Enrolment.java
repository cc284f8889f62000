package dev.roundtable.factors;

import dev.roundtable.site.QrCode;

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
		return QrCode.of(uri()).data();
	}

}
