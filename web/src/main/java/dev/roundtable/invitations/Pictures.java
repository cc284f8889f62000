package dev.roundtable.invitations;

import java.nio.charset.StandardCharsets;

import dev.roundtable.site.QrCode;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The address of a link as an answer that is a picture. */
final class Pictures {

	private Pictures() {
	}

	/**
	 * @param kind {@code svg} or {@code png}
	 */
	static ResponseEntity<byte[]> of(String address, String kind) {
		QrCode code = QrCode.of(address);
		boolean png = kind.equals("png");
		return ResponseEntity.ok()
			.contentType(png ? MediaType.IMAGE_PNG : MediaType.valueOf("image/svg+xml"))
			.cacheControl(CacheControl.noStore())
			.body(png ? code.png() : code.svg().getBytes(StandardCharsets.UTF_8));
	}

}
