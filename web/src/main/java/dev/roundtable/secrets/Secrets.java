package dev.roundtable.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Encrypts and decrypts with the site's key (AES-256 in Galois counter mode, a new
 * initialisation vector each time). The key is read or made when it is first needed: a
 * site without secrets has no file for it.
 */
@Component
@EnableConfigurationProperties(SecretsSettings.class)
public class Secrets {

	private final Supplier<BytesEncryptor> encryptor;

	Secrets(SecretsSettings settings, @Value("${spring.datasource.url}") String database) {
		this.encryptor = SingletonSupplier
			.of(() -> AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(SecretsKey.of(settings, database), "AES"))
				.build());
	}

	/**
	 * @param purpose what it is for, without line ends; needed again to open it, so that
	 * one who can write to the database cannot have one secret sent to where another
	 * belongs
	 * @return printable
	 */
	public String seal(String purpose, String secret) {
		byte[] bytes = (purpose + "\n" + secret).getBytes(StandardCharsets.UTF_8);
		return Base64.getEncoder().encodeToString(this.encryptor.get().encrypt(bytes));
	}

	/**
	 * @param purpose the one it was sealed for
	 * @param sealed what {@link #seal} gave
	 * @throws SecretUnreadable when it cannot be opened
	 */
	public String open(String purpose, String sealed) {
		String text;
		try {
			text = new String(this.encryptor.get().decrypt(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
		}
		catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new SecretUnreadable(ex);
		}
		if (!text.startsWith(purpose + "\n")) {
			throw new SecretUnreadable(new IllegalArgumentException("sealed for another purpose"));
		}
		return text.substring(purpose.length() + 1);
	}

}
