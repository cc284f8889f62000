package dev.roundtable.files;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import dev.roundtable.http.NotFound;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the files of pictures. An address stands for one content, so it is kept for
 * ever.
 */
@Controller
class FilesController {

	private static final Pattern FILE = Pattern.compile("[0-9a-f]{32}-[0-9]{2,4}\\.(jpg|png)");

	private final PictureStore store;

	FilesController(PictureStore store) {
		this.store = store;
	}

	@GetMapping("/files/{name}")
	ResponseEntity<byte[]> file(@PathVariable String name) throws IOException {
		if (!FILE.matcher(name).matches()) {
			throw new NotFound("file " + name);
		}
		byte[] content = this.store.get(name).orElseThrow(() -> new NotFound("file " + name));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.contentType(name.endsWith(".jpg") ? MediaType.IMAGE_JPEG : MediaType.IMAGE_PNG)
			// Whatever it may turn out to be: it runs nothing and asks for nothing.
			.header("Content-Security-Policy", "default-src 'none'; sandbox")
			.header("X-Content-Type-Options", "nosniff")
			.body(content);
	}

}
