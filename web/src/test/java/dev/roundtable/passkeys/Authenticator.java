package dev.roundtable.passkeys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A device that keeps one passkey, and does what a test says instead of what it should.
 */
final class Authenticator {

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private static final int PRESENT_AND_VERIFIED = 0x05;

	private static final int KEY_INCLUDED = 0x40;

	private final KeyPair keys = keys();

	private final byte[] id = new byte[32];

	String origin;

	String site;

	String handle = "";

	int flags = PRESENT_AND_VERIFIED;

	int uses = 1;

	Authenticator(String origin, String site) {
		this.origin = origin;
		this.site = site;
		new SecureRandom().nextBytes(this.id);
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a browser sends for a new passkey. */
	String create(String challenge) {
		ByteArrayOutputStream attestation = new ByteArrayOutputStream();
		byte[] data = data(this.flags | KEY_INCLUDED, key());
		attestation.writeBytes(HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a068617574684461746159"));
		attestation.writeBytes(ByteBuffer.allocate(2).putShort((short) data.length).array());
		attestation.writeBytes(data);
		return answer("\"attestationObject\":\"%s\",\"clientDataJSON\":\"%s\",\"transports\":[\"internal\"]".formatted(
				TEXT.encodeToString(attestation.toByteArray()), TEXT.encodeToString(client("create", challenge))));
	}

	/** What it sends to sign in. */
	String get(String challenge) {
		byte[] data = data(this.flags, new byte[0]);
		byte[] client = client("get", challenge);
		String user = this.handle.isEmpty() ? "null" : "\"" + this.handle + "\"";
		return answer("\"authenticatorData\":\"%s\",\"clientDataJSON\":\"%s\",\"signature\":\"%s\",\"userHandle\":%s"
			.formatted(TEXT.encodeToString(data), TEXT.encodeToString(client),
					TEXT.encodeToString(signature(data, client)), user));
	}

	private String answer(String response) {
		String name = TEXT.encodeToString(this.id);
		return "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"response\":{%s},\"clientExtensionResults\":{}}"
			.formatted(name, name, response);
	}

	private byte[] client(String type, String challenge) {
		return "{\"type\":\"webauthn.%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
			.formatted(type, challenge, this.origin)
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] data(int marks, byte[] key) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		data.writeBytes(digest(this.site.getBytes(StandardCharsets.UTF_8)));
		data.write(marks);
		data.writeBytes(ByteBuffer.allocate(4).putInt(this.uses).array());
		data.writeBytes(key);
		return data.toByteArray();
	}

	private byte[] key() {
		ByteArrayOutputStream key = new ByteArrayOutputStream();
		ECPublicKey publicKey = (ECPublicKey) this.keys.getPublic();
		key.writeBytes(new byte[16]);
		key.writeBytes(ByteBuffer.allocate(2).putShort((short) this.id.length).array());
		key.writeBytes(this.id);
		key.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
		key.writeBytes(thirtyTwo(publicKey.getW().getAffineX().toByteArray()));
		key.writeBytes(HexFormat.of().parseHex("225820"));
		key.writeBytes(thirtyTwo(publicKey.getW().getAffineY().toByteArray()));
		return key.toByteArray();
	}

	private static byte[] thirtyTwo(byte[] number) {
		byte[] all = new byte[32];
		int length = Math.min(32, number.length);
		System.arraycopy(number, number.length - length, all, 32 - length, length);
		return all;
	}

	private byte[] signature(byte[] data, byte[] client) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(data);
			signature.update(digest(client));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] digest(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
