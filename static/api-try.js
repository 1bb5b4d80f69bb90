"use strict";

// Swagger UI shows the OpenAPI document that the page names. It asks no other host.
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
});
