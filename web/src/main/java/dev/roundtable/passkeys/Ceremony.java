package dev.roundtable.passkeys;

import java.util.Base64;
import java.util.List;
import java.util.Set;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.roundtable.http.BadInput;
import dev.roundtable.site.SiteUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.stereotype.Component;

/**
 * Reads what an authenticator signed and says whether it is right. Which site it has to
 * be signed for is set by whoever runs this one, and never read from a request. Touches
 * no database.
 */
@Component
class Ceremony {

	/** UTF-16 units of what is read at all. */
	static final int LONGEST = 16_000;

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private static final Base64.Decoder BYTES = Base64.getUrlDecoder();

	private final ObjectConverter converter = new ObjectConverter();

	private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(this.converter);

	private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(this.converter);

	private final SiteUrl site;

	Ceremony(SiteUrl site) {
		this.site = site;
	}

	/** A new key, as it is kept. */
	record Made(String challenge, String credential, String keyData, String transports, boolean backupEligible,
			boolean backedUp, long uses) {
	}

	/** What somebody says who signs in; not looked at yet. */
	record Claim(String challenge, String credential, @Nullable String handle, AuthenticationData data) {
	}

	/** How often it was used, and whether it is kept elsewhere as well. */
	record Proof(long uses, boolean backedUp) {
	}

	/** Where passkeys of this site are made and used. */
	String origin() {
		String whole = this.site.of("/");
		int path = whole.indexOf('/', whole.indexOf("//") + 2);
		return whole.substring(0, path);
	}

	String host() {
		return this.site.host();
	}

	/**
	 * @throws BadInput {@code passkey.refused} on {@code form}: not signed for this site,
	 * by nobody in person, or no such thing at all
	 */
	Made made(String json) {
		return read(json, () -> {
			RegistrationData data = this.manager.parseRegistrationResponseJSON(json);
			byte[] challenge = required(required(data.getCollectedClientData()).getChallenge()).getValue();
			this.manager.verify(data, new RegistrationParameters(server(challenge), algorithms(), true, true));
			var authenticator = required(data.getAttestationObject()).getAuthenticatorData();
			AttestedCredentialData key = required(authenticator.getAttestedCredentialData());
			Set<AuthenticatorTransport> transports = data.getTransports();
			String ways = (transports != null)
					? String.join(",", transports.stream().map(AuthenticatorTransport::getValue).sorted().toList())
					: "";
			return new Made(TEXT.encodeToString(challenge), TEXT.encodeToString(key.getCredentialId()),
					TEXT.encodeToString(this.keys.convert(key)), (ways.length() <= 100) ? ways : "",
					authenticator.isFlagBE(), authenticator.isFlagBS(), authenticator.getSignCount());
		});
	}

	/**
	 * @throws BadInput {@code passkey.refused}
	 */
	Claim claim(String json) {
		return read(json, () -> {
			AuthenticationData data = this.manager.parseAuthenticationResponseJSON(json);
			byte[] challenge = required(required(data.getCollectedClientData()).getChallenge()).getValue();
			Object handle = data.getUserHandle();
			return new Claim(TEXT.encodeToString(challenge), TEXT.encodeToString(required(data.getCredentialId())),
					(handle instanceof byte[] bytes) ? TEXT.encodeToString(bytes) : null, data);
		});
	}

	/**
	 * @param key as it was kept
	 * @throws BadInput {@code passkey.refused}: signed with another key, for another
	 * site, by nobody in person, or by a copy of the key that is behind
	 */
	Proof proven(Claim claim, Passkeys.Key key) {
		return read("", () -> {
			CredentialRecordImpl known = new CredentialRecordImpl(new NoneAttestationStatement(), true,
					key.backupEligible(), key.backedUp(), key.uses(), this.keys.convert(BYTES.decode(key.keyData())),
					new AuthenticationExtensionsAuthenticatorOutputs<>(), null,
					new AuthenticationExtensionsClientOutputs<>(), Set.of());
			this.manager.verify(claim.data(), new AuthenticationParameters(server(BYTES.decode(claim.challenge())),
					known, List.of(BYTES.decode(key.credential())), true, true));
			var authenticator = required(claim.data().getAuthenticatorData());
			return new Proof(authenticator.getSignCount(), authenticator.isFlagBS());
		});
	}

	private ServerProperty server(byte[] challenge) {
		return ServerProperty.builder()
			.origin(new Origin(origin()))
			.rpId(host())
			.challenge(new DefaultChallenge(challenge))
			.build();
	}

	private static List<PublicKeyCredentialParameters> algorithms() {
		return Options.ALGORITHMS.stream()
			.map((one) -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY,
					COSEAlgorithmIdentifier.create(one.alg())))
			.toList();
	}

	private static <T> T required(@Nullable T part) {
		if (part == null) {
			throw refused();
		}
		return part;
	}

	private static BadInput refused() {
		return new BadInput("form", "passkey.refused");
	}

	private interface Reading<T> {

		T read();

	}

	private static <T> T read(String json, Reading<T> reading) {
		if (json.length() > LONGEST) {
			throw refused();
		}
		try {
			return reading.read();
		}
		catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException
				| ClassCastException notAnAnswer) {
			// The library tells what is no answer of an authenticator in all of these.
			throw refused();
		}
	}

}
