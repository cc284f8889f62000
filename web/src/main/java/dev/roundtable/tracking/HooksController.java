package dev.roundtable.tracking;

import dev.roundtable.http.BadInput;
import dev.roundtable.secrets.SecretUnreadable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import dev.roundtable.http.NotFound;
import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.sync.ConnectionId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where trackers deliver. Whoever cannot sign learns nothing: not which connections there
 * are, either.
 */
@RestController
class HooksController {

	private final Hooks hooks;

	HooksController(Hooks hooks) {
		this.hooks = hooks;
	}

	@PostMapping("/hooks/trackers/{connection}")
	ResponseEntity<Void> deliver(@PathVariable long connection, @RequestBody(required = false) byte @Nullable [] body,
			HttpServletRequest request) {
		Map<String, String> headers = new HashMap<>();
		for (String name : Collections.list(request.getHeaderNames())) {
			headers.putIfAbsent(name, request.getHeader(name));
		}
		try {
			this.hooks.take(new ConnectionId(connection), new Delivery(headers, (body != null) ? body : new byte[0]));
			return ResponseEntity.accepted().build();
		}
		catch (Delivery.Forged | NotFound | BadInput | SecretUnreadable stranger) {
			// One that cannot be opened answers as one that is not there.
			return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
		}
	}

}
