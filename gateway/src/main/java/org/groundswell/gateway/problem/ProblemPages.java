package org.groundswell.gateway.problem;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The explanation of each problem type, at the address that is the type's name. */
@Controller
class ProblemPages {

    @GetMapping("/problems/{name}")
    String explain(@PathVariable String name, Model model) {
        var type = ProblemType.named(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("problem", type);
        return "problem";
    }

}
