package dev.roundtable.site;

import java.util.List;

import dev.roundtable.http.OnceKey;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the OpenAPI document says of all operations alike: who may call them, what a POST
 * answers and takes, and how a problem looks.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

	private static final String TOKEN = "token";

	private static final String PASSWORD = "password";

	private static final String PROBLEM = "Problem";

	static {
		// It comes in a header, described below, and never in the address.
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(OnceKey.class);
	}

	@Bean
	OpenApiCustomizer rulesOfAllOperations() {
		return ApiDescription::describe;
	}

	private static void describe(OpenAPI api) {
		// Not what the request calls us.
		api.servers(List.of(new Server().url("/")));
		api.info(new Info().title("Roundtable")
			.version("v1")
			.description(
					"The forum and the one list. Lists are cut into pages, and `maxItems` says how long one is: pass `next` "
							+ "of an answer as `cursor`. Who asks for too much too often is answered 429, and "
							+ "`Retry-After` says in how many seconds the next one is free."));
		Components components = (api.getComponents() != null) ? api.getComponents() : new Components();
		api.components(components
			.addSecuritySchemes(TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
			.addSecuritySchemes(PASSWORD, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
			.addSchemas(PROBLEM, problem()));
		api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
			describe(path, method, operation);
			// Its fields are the API's own words; what changes nothing needs nobody.
			if (method != PathItem.HttpMethod.GET) {
				operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
			}
			if (path.startsWith("/api/v1/tokens")) {
				operation.addSecurityItem(new SecurityRequirement().addList(PASSWORD));
			}
		}));
	}

	private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
		ApiResponses answers = (operation.getResponses() != null) ? operation.getResponses() : new ApiResponses();
		if (method == PathItem.HttpMethod.POST) {
			operation.addParametersItem(new Parameter().in("header")
				.name("Idempotency-Key")
				.description("1 to 200 characters: the same request with the same key happens once.")
				.schema(new StringSchema().minLength(1).maxLength(200)));
			ApiResponse made = answers.remove("200");
			if (made != null) {
				answers.addApiResponse("201", made.description("Created"));
			}
		}
		answers.addApiResponse("default",
				new ApiResponse().description("A problem, see RFC 9457")
					.content(new Content().addMediaType("application/problem+json",
							new io.swagger.v3.oas.models.media.MediaType()
								.schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
		operation.responses(answers);
	}

	private static Schema<?> problem() {
		return new ObjectSchema().addProperty("type", new StringSchema().format("uri-reference"))
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema())
			.addProperty("instance", new StringSchema())
			.addProperty("errors",
					new io.swagger.v3.oas.models.media.ArraySchema()
						.items(new ObjectSchema().addProperty("field", new StringSchema())
							.addProperty("message", new StringSchema())));
	}

}
