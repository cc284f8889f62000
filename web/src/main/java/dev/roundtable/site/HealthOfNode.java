package dev.roundtable.site;

import dev.roundtable.http.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Health on the main port, where load balancers look for it. Everything else that
 * operators ask is on the management port alone.
 */
@RestController
class HealthOfNode {

	private final HealthEndpoint health;

	HealthOfNode(HealthEndpoint health) {
		this.health = health;
	}

	@GetMapping("/actuator/health")
	ResponseEntity<HealthDescriptor> all() {
		return answer(this.health.health());
	}

	/**
	 * {@code liveness}, {@code readiness}, or a part such as {@code db} or
	 * {@code search}.
	 */
	@GetMapping("/actuator/health/{part}")
	ResponseEntity<HealthDescriptor> part(@PathVariable String part) {
		return answer(this.health.healthForPath(part));
	}

	private static ResponseEntity<HealthDescriptor> answer(@Nullable HealthDescriptor health) {
		if (health == null) {
			throw new NotFound("no such part");
		}
		return ResponseEntity.status(HttpCodeStatusMapper.getDefault().getStatusCode(health.getStatus())).body(health);
	}

}
